package org.alphagrid.report.job;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurveBuilder;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.curve.Tallies;
import org.alphagrid.report.evidence.Evidence;
import org.alphagrid.report.evidence.ImprovementRule;
import org.alphagrid.report.evidence.ProblemGrid;
import org.alphagrid.report.factorial.FactorialSummary;
import org.alphagrid.report.generation.GenerationSummaries;
import org.alphagrid.report.generation.GenerationTally;
import org.alphagrid.report.generation.Generations;
import org.alphagrid.report.generation.LengthQuantiles;
import org.alphagrid.report.html.HtmlReport;
import org.alphagrid.report.model.Findings;
import org.alphagrid.report.model.Provenance;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.pareto.Fronts;

/** The page of 500 points on 500 problems, scores all different. */
final class LargeReport {
  private static final int SIZE = 500;

  private LargeReport() {}

  static byte[] page() {
    List<SweepPoint> points = new ArrayList<>();
    List<ProblemTally> tallies = new ArrayList<>();
    List<GenerationTally> generations = new ArrayList<>();
    List<LengthQuantiles> lengths = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < SIZE; i++) {
      SweepPoint point = point(i);
      points.add(point);
      lengths.add(new LengthQuantiles(point.id(), "synthetic", 4000, 9000));
      for (int problem = 0; problem < SIZE; problem++) {
        int right = random.nextInt(11);
        long tokens = 10L * (1000 + 20 * i + random.nextInt(3000));
        String name = "problem-" + problem;
        tallies.add(Tallies.tally(point.id(), "synthetic", name, 10, right, tokens));
        generations.add(
            new GenerationTally(
                point.id(),
                "synthetic",
                name,
                10,
                right,
                right > 5 ? 1 : 0,
                tokens,
                new double[1]));
      }
    }
    List<String> benchmarks = List.of("synthetic");
    AccuracyTokenCurve curve = CurveBuilder.build(points, benchmarks, 10, tallies);
    Generations found =
        new Generations(List.of(0.0), Map.of("synthetic", 30_000.0), generations, lengths);
    Findings findings =
        new Findings(
            Evidence.none(),
            ImprovementRule.withMargin(0.02),
            GenerationSummaries.of(benchmarks, found),
            ProblemGrid.of(benchmarks, tallies),
            List.of(),
            FactorialSummary.none(),
            List.of());
    Provenance provenance = new Provenance("large", List.of(), "greedy", 10, "1");
    Report report = new Report(provenance, curve, Fronts.of(curve), findings);
    return new HtmlReport().render(report).content();
  }

  private static SweepPoint point(int i) {
    if (i == 0 || i == SIZE - 1) {
      return Tallies.parent(i == 0 ? "direct" : "think");
    }
    String method = i % 2 == 0 ? "linear" : "slerp";
    BigDecimal alpha = BigDecimal.valueOf(i, 4);
    String id = method + "/alpha=" + alpha.toPlainString();
    return new SweepPoint(id, method, Optional.of(alpha), id, new TreeMap<>());
  }
}
