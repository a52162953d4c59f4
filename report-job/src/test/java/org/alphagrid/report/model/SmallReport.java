package org.alphagrid.report.model;

import static org.alphagrid.report.curve.Tallies.blend;
import static org.alphagrid.report.curve.Tallies.parent;
import static org.alphagrid.report.curve.Tallies.tally;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurveBuilder;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.evidence.AnalysisRequest;
import org.alphagrid.report.evidence.Evidence;
import org.alphagrid.report.evidence.EvidenceBuilder;
import org.alphagrid.report.evidence.Goal;
import org.alphagrid.report.evidence.ImprovementRule;
import org.alphagrid.report.evidence.ProblemGrid;
import org.alphagrid.report.factorial.FactorialBuilder;
import org.alphagrid.report.generation.Generation;
import org.alphagrid.report.generation.GenerationSummaries;
import org.alphagrid.report.generation.ProblemGenerations;
import org.alphagrid.report.generation.SlowGenerations;
import org.alphagrid.report.pareto.Fronts;

/** A report whose numbers fit in a head: two problems, two samples each, on two benchmarks. */
public final class SmallReport {
  private SmallReport() {}

  public static Report of(String sweep, List<SweepPoint> points, List<ProblemTally> tallies) {
    AccuracyTokenCurve curve = CurveBuilder.build(points, List.of("sums", "choices"), 2, tallies);
    return new Report(provenance(sweep), curve, Fronts.of(curve), findings(points, tallies));
  }

  private static Findings findings(List<SweepPoint> points, List<ProblemTally> tallies) {
    List<String> benchmarks = List.of("sums", "choices");
    ImprovementRule rule = ImprovementRule.withMargin(0.02);
    Evidence evidence =
        EvidenceBuilder.build(
            points,
            benchmarks,
            tallies,
            AnalysisRequest.of(rule, List.of(Goal.tokenBudget(100)), 17));
    return new Findings(
        evidence,
        rule,
        GenerationSummaries.of(
            benchmarks,
            SlowGenerations.of(tallies.stream().map(SmallReport::generations).toList())),
        ProblemGrid.of(benchmarks, tallies),
        List.of(),
        FactorialBuilder.build(points, ProblemGrid.of(benchmarks, tallies), 17),
        List.of());
  }

  /** The right samples first, each as long as the mean. */
  private static ProblemGenerations generations(ProblemTally tally) {
    List<Generation> generations = new ArrayList<>();
    for (int i = 0; i < tally.samples(); i++) {
      boolean right = i < tally.score();
      generations.add(new Generation(right ? 1 : 0, (int) tally.meanTokens(), right ? 5 : 6));
    }
    return new ProblemGenerations(tally.model(), tally.benchmark(), tally.problem(), generations);
  }

  public static Report report() {
    List<SweepPoint> points =
        List.of(
            parent("direct"), parent("think"), blend("linear", "0.50"), blend("linear", "0.70"));
    List<ProblemTally> tallies = new ArrayList<>();
    add(tallies, "parent/direct", 1, 20);
    add(tallies, "parent/think", 2, 160);
    add(tallies, "linear/alpha=0.50", 0, 40);
    return of("small", points, tallies);
  }

  /** Problem 1 gets the given score and problem 2 a score of 1, of 2 each. */
  private static void add(List<ProblemTally> tallies, String model, int score, long tokens) {
    for (String benchmark : List.of("sums", "choices")) {
      tallies.add(tally(model, benchmark, "1", 2, score, tokens));
      tallies.add(tally(model, benchmark, "2", 2, 1, tokens));
    }
  }

  private static Provenance provenance(String sweep) {
    return new Provenance(
        sweep,
        List.of(
            new Provenance.Parent("direct", "models/direct", "sha256:d1"),
            new Provenance.Parent("think", "models/think", "sha256:71")),
        "greedy",
        2,
        "17");
  }
}
