package org.alphagrid.report.pareto;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;

/**
 * One Pareto front per benchmark and one for all, in that order.
 *
 * @param byBenchmark each front by rising tokens
 */
public record Fronts(Map<String, List<CurvePoint>> byBenchmark) {

  public Fronts {
    byBenchmark = Collections.unmodifiableMap(new LinkedHashMap<>(byBenchmark));
  }

  public static Fronts of(AccuracyTokenCurve curve) {
    List<String> names = new ArrayList<>(curve.benchmarks());
    names.add(AccuracyTokenCurve.ALL);
    Map<String, List<CurvePoint>> fronts = new LinkedHashMap<>();
    for (String name : names) {
      fronts.put(
          name,
          ParetoFront.of(
              curve.rows(name), row -> row.accuracy().mean(), row -> row.tokens().mean()));
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
