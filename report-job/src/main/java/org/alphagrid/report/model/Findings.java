package org.alphagrid.report.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.alphagrid.report.evidence.Evidence;
import org.alphagrid.report.evidence.ImprovementRule;
import org.alphagrid.report.evidence.ProblemGrid;
import org.alphagrid.report.factorial.FactorialSummary;
import org.alphagrid.report.generation.GenerationSummaries;
import org.alphagrid.report.generation.SampleText;
import org.alphagrid.report.pareto.EstimatedImprovement;

/**
 * Holds what goes beyond means: tests, statistics of single samples, and the problems one by one.
 *
 * @param rule by which improvements were judged
 * @param grids one per benchmark, for the picture of problems
 * @param estimated improvements by point estimates, for data without problems
 * @param effects what the settings do
 * @param texts a few samples to read, sorted by benchmark and problem
 */
public record Findings(
    Evidence evidence,
    ImprovementRule rule,
    GenerationSummaries generations,
    List<ProblemGrid> grids,
    List<EstimatedImprovement> estimated,
    FactorialSummary effects,
    List<SampleText> texts) {

  public Findings {
    requireNonNull(evidence, "evidence is null");
    requireNonNull(rule, "rule is null");
    requireNonNull(generations, "generations is null");
    requireNonNull(effects, "effects is null");
    grids = List.copyOf(grids);
    estimated = List.copyOf(estimated);
    texts = List.copyOf(texts);
  }

  /** Returns the findings of data without problems, such as curves taken from a paper. */
  public static Findings ofEstimates(List<EstimatedImprovement> estimated) {
    return new Findings(
        Evidence.none(),
        ImprovementRule.withMargin(0),
        GenerationSummaries.none(),
        List.of(),
        estimated,
        FactorialSummary.none(),
        List.of());
  }

  /** Returns the same findings with samples to read. */
  public Findings with(List<SampleText> found) {
    return new Findings(evidence, rule, generations, grids, estimated, effects, found);
  }
}
