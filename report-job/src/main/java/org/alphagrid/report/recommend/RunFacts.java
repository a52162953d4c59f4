package org.alphagrid.report.recommend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.pareto.Hypervolume;

/** Derives what one run's curve says on some benchmarks together. */
public final class RunFacts {
  private final AccuracyTokenCurve curve;
  private final List<String> benchmarks;

  /**
   * Takes the facts of one run.
   *
   * @param benchmarks of the run, at least one
   */
  public RunFacts(AccuracyTokenCurve curve, List<String> benchmarks) {
    this.curve = curve;
    this.benchmarks = List.copyOf(benchmarks);
  }

  /**
   * Returns the mean over benchmarks of the alpha at which half of the samples think, on the line
   * with the most points; NaN where some benchmark has none.
   */
  public double transition() {
    double sum = 0;
    for (String benchmark : benchmarks) {
      sum += transition(benchmark).orElse(Double.NaN) / benchmarks.size();
    }
    return sum;
  }

  private OptionalDouble transition(String benchmark) {
    Map<String, List<CurvePoint>> lines = new TreeMap<>();
    List<CurvePoint> parents = new ArrayList<>();
    for (CurvePoint row : curve.rows(benchmark)) {
      if (row.point().alpha().isPresent()) {
        if (row.point().isParent()) {
          parents.add(row);
        } else {
          lines.computeIfAbsent(row.point().line(), key -> new ArrayList<>()).add(row);
        }
      }
    }
    List<CurvePoint> longest =
        lines.values().stream().max(Comparator.comparingInt(List::size)).orElse(List.of());
    Map<Double, Double> ratios = new TreeMap<>();
    parents.forEach(row -> ratios.put(alpha(row), row.rates().thought()));
    longest.forEach(row -> ratios.put(alpha(row), row.rates().thought()));
    return Crossing.of(
        ratios.keySet().stream().mapToDouble(alpha -> alpha).toArray(),
        ratios.values().stream().mapToDouble(ratio -> ratio).toArray());
  }

  /**
   * Returns, by method, the share of the box up to the budget that its points add to what the
   * parents dominate, as a mean over benchmarks.
   *
   * @param budget tokens per sample; NaN for the think parent's
   */
  public Map<String, Double> gains(double budget) {
    Map<String, Double> gains = new LinkedHashMap<>();
    for (String benchmark : benchmarks) {
      List<CurvePoint> rows = curve.rows(benchmark);
      List<CurvePoint> parents = rows.stream().filter(row -> row.point().isParent()).toList();
      double reference = Double.isNaN(budget) ? dearest(parents) : budget;
      Map<String, List<CurvePoint>> methods = new TreeMap<>();
      for (CurvePoint row : rows) {
        if (!row.point().isParent()) {
          methods.computeIfAbsent(row.point().method(), key -> new ArrayList<>(parents)).add(row);
        }
      }
      methods.forEach(
          (method, own) ->
              gains.merge(
                  method,
                  (dominated(own, reference) - dominated(parents, reference)) / benchmarks.size(),
                  Double::sum));
    }
    return gains;
  }

  private static double dearest(List<CurvePoint> rows) {
    return rows.stream().mapToDouble(row -> row.tokens().mean()).max().orElse(1);
  }

  private static double dominated(List<CurvePoint> rows, double reference) {
    return Hypervolume.of(
        rows.stream().mapToDouble(row -> row.accuracy().mean()).toArray(),
        rows.stream().mapToDouble(row -> row.tokens().mean()).toArray(),
        reference);
  }

  private static double alpha(CurvePoint row) {
    return row.point().alpha().orElseThrow().doubleValue();
  }
}
