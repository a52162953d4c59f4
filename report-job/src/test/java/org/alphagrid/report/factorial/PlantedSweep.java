package org.alphagrid.report.factorial;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphagrid.report.curve.OutcomeCounts;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.evidence.ProblemGrid;

/**
 * Sweeps of known truth: linear without density and ties with three densities, three alphas, two
 * benchmarks of 30 problems and 6 samples. Problems differ in difficulty and length, and models in
 * how each problem suits them.
 */
final class PlantedSweep {
  static final List<String> BENCHMARKS = List.of("a", "b");
  static final List<String> ALPHAS = List.of("0.3", "0.5", "0.7");
  static final List<String> DENSITIES = List.of("0.2", "0.5", "0.8");

  private static final int PROBLEMS = 30;
  private static final int SAMPLES = 6;

  private final Truth truth;
  private final Random random;

  /** What a setting does; density is NaN for linear. */
  interface Truth {
    double accuracy(String benchmark, double alpha, double density);

    double logTokens(String benchmark, double alpha, double density);
  }

  /** All models are equal. */
  static final Truth NOTHING = truth(0, 0, 0);

  /**
   * @param density by which accuracy rises from the lowest density to the highest, at alpha 0.7 and
   *     on b only
   * @param alpha by which log tokens rise from the lowest alpha to the highest
   * @param ties by which ties is better than linear
   */
  static Truth truth(double density, double alpha, double ties) {
    return new Truth() {
      @Override
      public double accuracy(String benchmark, double a, double d) {
        boolean there = benchmark.equals("b") && a > 0.6;
        return 0.5
            + (Double.isNaN(d) ? 0 : ties)
            + (there && !Double.isNaN(d) ? density * (d - 0.5) / 0.6 : 0);
      }

      @Override
      public double logTokens(String benchmark, double a, double d) {
        return 6 + alpha * (a - 0.3) / 0.4;
      }
    };
  }

  PlantedSweep(Truth truth, long seed) {
    this.truth = truth;
    this.random = new Random(seed);
  }

  static List<SweepPoint> points() {
    List<SweepPoint> points = new ArrayList<>();
    for (String alpha : ALPHAS) {
      points.add(point("linear", alpha, Optional.empty()));
      for (String density : DENSITIES) {
        points.add(point("ties", alpha, Optional.of(density)));
      }
    }
    return points;
  }

  private static SweepPoint point(String method, String alpha, Optional<String> density) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("alpha", alpha);
    density.ifPresent(value -> parameters.put("density", value));
    String id = id(method, alpha, density.orElse(""));
    return new SweepPoint(id, method, Optional.of(new BigDecimal(alpha)), id, parameters);
  }

  static String id(String method, String alpha, String density) {
    return method + "/alpha=" + alpha + (density.isEmpty() ? "" : ",density=" + density);
  }

  List<ProblemTally> tallies() {
    List<ProblemTally> tallies = new ArrayList<>();
    for (String benchmark : BENCHMARKS) {
      for (int problem = 0; problem < PROBLEMS; problem++) {
        double ease = 0.4 * (random.nextDouble() - 0.5);
        double length = 0.4 * random.nextGaussian();
        for (SweepPoint point : points()) {
          tallies.add(tally(point, benchmark, "p" + problem, ease, length));
        }
      }
    }
    return tallies;
  }

  List<ProblemGrid> grids() {
    return ProblemGrid.of(BENCHMARKS, tallies());
  }

  private ProblemTally tally(
      SweepPoint point, String benchmark, String problem, double ease, double length) {
    double alpha = point.alpha().orElseThrow().doubleValue();
    String density = point.parameters().get("density");
    double d = density == null ? Double.NaN : Double.parseDouble(density);
    double skill = truth.accuracy(benchmark, alpha, d) + ease + 0.2 * (random.nextDouble() - 0.5);
    double fit = length + 0.15 * random.nextGaussian();
    double tokens = 0;
    int right = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      right += random.nextDouble() < skill ? 1 : 0;
      tokens += Math.exp(truth.logTokens(benchmark, alpha, d) + fit + 0.5 * random.nextGaussian());
    }
    OutcomeCounts outcomes = new OutcomeCounts(0, 0, 0, 0, 0, 0);
    return new ProblemTally(
        point.model(), benchmark, problem, SAMPLES, right, tokens, 0, tokens, outcomes);
  }
}
