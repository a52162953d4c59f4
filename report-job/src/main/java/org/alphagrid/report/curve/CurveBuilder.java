package org.alphagrid.report.curve;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns tallies into the curve of a sweep. Tallies of models outside the sweep are left out. */
public final class CurveBuilder {
  private final List<String> benchmarks;
  private final int samplesPerProblem;
  private final Map<ModelBenchmark, List<ProblemTally>> byModel;
  private final Map<String, Long> problems;

  private final List<CurvePoint> rows = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  private CurveBuilder(List<String> benchmarks, int samplesPerProblem, List<ProblemTally> tallies) {
    this.benchmarks = benchmarks;
    this.samplesPerProblem = samplesPerProblem;
    // Sums of doubles depend on their order, and Spark returns groups in any.
    this.byModel =
        tallies.stream()
            .sorted(Comparator.comparing(ProblemTally::problem))
            .collect(groupingBy(tally -> new ModelBenchmark(tally.model(), tally.benchmark())));
    this.problems = countProblems(tallies);
  }

  /**
   * Returns the curve of all points on all benchmarks.
   *
   * @param benchmarks names in the order to report
   * @param samplesPerProblem what the sweep asks for
   */
  public static AccuracyTokenCurve build(
      List<SweepPoint> points,
      List<String> benchmarks,
      int samplesPerProblem,
      List<ProblemTally> tallies) {
    CurveBuilder builder = new CurveBuilder(benchmarks, samplesPerProblem, tallies);
    points.forEach(builder::add);
    return new AccuracyTokenCurve(benchmarks, points, builder.rows, builder.gaps);
  }

  private void add(SweepPoint point) {
    List<CurvePoint> found = new ArrayList<>();
    List<Gap> open = new ArrayList<>();
    for (String benchmark : benchmarks) {
      List<ProblemTally> tallies =
          byModel.getOrDefault(new ModelBenchmark(point.model(), benchmark), List.of());
      if (!tallies.isEmpty()) {
        found.add(CurvePoint.overProblems(point, benchmark, tallies));
      }
      gap(point, benchmark, tallies).ifPresent(open::add);
    }
    rows.addAll(found);
    if (found.size() == benchmarks.size()) {
      rows.add(CurvePoint.macro(point, AccuracyTokenCurve.ALL, found));
    }
    gaps.addAll(found.isEmpty() ? List.of(whole(point, open)) : open);
  }

  private Optional<Gap> gap(SweepPoint point, String benchmark, List<ProblemTally> tallies) {
    long samples = tallies.stream().mapToLong(ProblemTally::samples).sum();
    long expected = problems.getOrDefault(benchmark, 0L) * samplesPerProblem;
    return samples < expected || samples == 0
        ? Optional.of(new Gap(point, benchmark, samples, expected))
        : Optional.empty();
  }

  private static Gap whole(SweepPoint point, List<Gap> parts) {
    long expected = parts.stream().mapToLong(Gap::expected).sum();
    return new Gap(point, AccuracyTokenCurve.ALL, 0, expected);
  }

  private static Map<String, Long> countProblems(List<ProblemTally> tallies) {
    Map<String, Set<String>> problems = new HashMap<>();
    for (ProblemTally tally : tallies) {
      problems.computeIfAbsent(tally.benchmark(), name -> new HashSet<>()).add(tally.problem());
    }
    Map<String, Long> counts = new HashMap<>();
    problems.forEach((benchmark, ids) -> counts.put(benchmark, (long) ids.size()));
    return counts;
  }
}
