package org.alphagrid.report.render;

import static org.alphagrid.report.curve.Tallies.blend;
import static org.alphagrid.report.curve.Tallies.parent;
import static org.alphagrid.report.curve.Tallies.tally;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurveBuilder;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.pareto.Fronts;

/** A report whose numbers fit in a head: two problems, two samples each, on two benchmarks. */
final class SmallReport {
  private SmallReport() {}

  static Report of(String sweep, List<SweepPoint> points, List<ProblemTally> tallies) {
    AccuracyTokenCurve curve = CurveBuilder.build(points, List.of("sums", "choices"), 2, tallies);
    return new Report(provenance(sweep), curve, Fronts.of(curve));
  }

  static Report report() {
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
