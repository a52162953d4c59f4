package org.alphagrid.report.job;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurveBuilder;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.evidence.AnalysisRequest;
import org.alphagrid.report.evidence.Evidence;
import org.alphagrid.report.evidence.EvidenceBuilder;
import org.alphagrid.report.evidence.ImprovementRule;
import org.alphagrid.report.evidence.PointPair;
import org.alphagrid.report.evidence.ProblemGrid;
import org.alphagrid.report.factorial.FactorialBuilder;
import org.alphagrid.report.generation.GenerationSummaries;
import org.alphagrid.report.model.Findings;
import org.alphagrid.report.model.Provenance;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.pareto.EstimatedImprovement;
import org.alphagrid.report.pareto.Fronts;
import org.alphagrid.report.table.SampleTotals;

/** Puts the statistics of one run, or of several under one name, together. */
final class ReportAssembly {
  private ReportAssembly() {}

  /**
   * @param provenance with what the samples name of their making
   */
  static Report report(
      RunInput input, Provenance provenance, SampleTotals data, EvidenceOptions options) {
    ReportedSweep sweep = input.sweep();
    requireTokens(data.tallies());
    AccuracyTokenCurve curve =
        CurveBuilder.build(
            sweep.points(), sweep.benchmarks(), sweep.provenance().samples(), data.tallies());
    return new Report(provenance, curve, Fronts.of(curve), findings(input, data, curve, options));
  }

  /** Imported logs may hold no counts: accuracy against tokens is then no curve. */
  static void requireTokens(List<ProblemTally> tallies) {
    if (!tallies.isEmpty() && tallies.stream().noneMatch(tally -> tally.tokens() > 0)) {
      throw new UserException(
          "Cannot report samples without token counts: none of %,d has one (import the logs into another run with --tokenizer, the model's tokenizer.json)"
              .formatted(tallies.stream().mapToLong(ProblemTally::samples).sum()));
    }
  }

  /** A report on points without samples; every think parent is compared with its benchmark. */
  static Report aggregate(String name, AccuracyTokenCurve curve) {
    List<EstimatedImprovement> found = new ArrayList<>();
    for (CurvePoint row : curve.rows()) {
      if (row.point().isParent() && row.point().role().equals("think")) {
        found.addAll(EstimatedImprovement.over(row, curve.rows()));
      }
    }
    long samples =
        curve.rows().stream().mapToLong(row -> row.samples() / row.problems()).max().orElse(1);
    Provenance provenance =
        new Provenance(name, List.of(), "as published", (int) samples, "as published");
    return new Report(provenance, curve, Fronts.of(curve), Findings.ofEstimates(found));
  }

  private static Findings findings(
      RunInput input, SampleTotals data, AccuracyTokenCurve curve, EvidenceOptions options) {
    ReportedSweep sweep = input.sweep();
    ImprovementRule rule = ImprovementRule.withMargin(sweep.margin());
    List<PointPair> pairs = new ArrayList<>(input.pairs());
    pairs.addAll(options.pairs(sweep.points()));
    AnalysisRequest request =
        new AnalysisRequest(
            rule,
            benchmark -> options.goals(curve.rows(benchmark), sweep.margin()),
            pairs,
            options.confirms(),
            // A seed is any text; the hash of a text is the same on every machine.
            sweep.provenance().seed().hashCode());
    Evidence evidence =
        EvidenceBuilder.build(sweep.points(), sweep.benchmarks(), data.tallies(), request);
    List<ProblemGrid> grids = ProblemGrid.of(sweep.benchmarks(), data.tallies());
    return new Findings(
        evidence,
        rule,
        GenerationSummaries.of(sweep.benchmarks(), data.generations()),
        grids,
        List.of(),
        FactorialBuilder.build(sweep.points(), grids, request.seed()),
        List.of());
  }
}
