package org.alphagrid.report.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Holds accuracy, tokens, think ratio and seconds of every model in the data and in each bootstrap
 * draw, over one benchmark or several of equal weight.
 */
final class DrawnMeans {
  /**
   * Holds a mean and its bootstrap draws.
   *
   * @param value in the data
   * @param draws in each bootstrap draw
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, and thousands of draws are hot.
  record Drawn(double value, double[] draws) {}

  /** Holds the means of one model. */
  record Row(Drawn accuracy, Drawn tokens, Drawn thought, Drawn seconds) {}

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final int problems;
  private final int draws;

  /**
   * Averages over benchmarks in every draw.
   *
   * @param benchmarks indices of the grids to average
   */
  DrawnMeans(List<ProblemGrid> grids, CommonDraws draws, int... benchmarks) {
    this.draws = draws.draws();
    this.problems = IntStream.of(benchmarks).map(b -> grids.get(b).problems().size()).sum();
    for (String model : grids.get(benchmarks[0]).models()) {
      if (IntStream.of(benchmarks).allMatch(b -> grids.get(b).contains(model))) {
        rows.put(
            model,
            new Row(
                drawn(grids, draws, benchmarks, model, ProblemGrid::scores),
                drawn(grids, draws, benchmarks, model, ProblemGrid::tokens),
                drawn(grids, draws, benchmarks, model, ProblemGrid::thoughts),
                drawn(grids, draws, benchmarks, model, ProblemGrid::seconds)));
      }
    }
  }

  List<String> models() {
    return List.copyOf(rows.keySet());
  }

  boolean contains(String model) {
    return rows.containsKey(model);
  }

  Row row(String model) {
    return rows.get(model);
  }

  /** Returns the number of bootstrap draws. */
  int draws() {
    return draws;
  }

  /** Returns the number of problems over all averaged benchmarks. */
  int problems() {
    return problems;
  }

  private static Drawn drawn(
      List<ProblemGrid> grids,
      CommonDraws draws,
      int[] benchmarks,
      String model,
      BiFunction<ProblemGrid, String, double[]> values) {
    double value = 0;
    double[] sums = new double[draws.draws()];
    for (int b : benchmarks) {
      double[] own = values.apply(grids.get(b), model);
      double[] means = draws.means(b, own);
      value += Moments.mean(own) / benchmarks.length;
      for (int draw = 0; draw < sums.length; draw++) {
        sums[draw] += means[draw] / benchmarks.length;
      }
    }
    return new Drawn(value, sums);
  }
}
