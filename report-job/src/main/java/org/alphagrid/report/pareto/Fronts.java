package org.alphagrid.report.pareto;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;

/**
 * Holds one Pareto front per benchmark and one for all, in that order.
 *
 * @param byBenchmark each front by rising tokens
 */
public record Fronts(Map<String, List<CurvePoint>> byBenchmark) {

  public Fronts {
    byBenchmark = Collections.unmodifiableMap(new LinkedHashMap<>(byBenchmark));
  }

  public static Fronts of(AccuracyTokenCurve curve) {
    return of(curve, row -> true);
  }

  /** Fronts of some of the rows only; where none of a benchmark is among them, of all. */
  public static Fronts of(AccuracyTokenCurve curve, Predicate<CurvePoint> eligible) {
    List<String> names = new ArrayList<>(curve.benchmarks());
    names.add(AccuracyTokenCurve.ALL);
    Map<String, List<CurvePoint>> fronts = new LinkedHashMap<>();
    for (String name : names) {
      List<CurvePoint> all = curve.rows(name);
      List<CurvePoint> some = all.stream().filter(eligible).toList();
      fronts.put(
          name,
          ParetoFront.of(
              some.isEmpty() ? all : some,
              row -> row.accuracy().mean(),
              row -> row.tokens().mean()));
    }
    return new Fronts(fronts);
  }

  public List<CurvePoint> front(String benchmark) {
    return byBenchmark.getOrDefault(benchmark, List.of());
  }

  public boolean contains(CurvePoint row) {
    return front(row.benchmark()).contains(row);
  }
}
