package org.alphagrid.report.factorial;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds a weighted sum over models. Sums to zero where it is a contrast.
 *
 * @param byModel weight of each model; models that cancel out are absent
 */
record Weights(Map<String, Double> byModel) {
  private static final double ROUNDING = 1e-12;

  Weights {
    TreeMap<String, Double> kept = new TreeMap<>(byModel);
    kept.values().removeIf(weight -> Math.abs(weight) < ROUNDING);
    byModel = Collections.unmodifiableMap(kept);
  }

  static Weights none() {
    return new Weights(Map.of());
  }

  /** Returns the weights that count one model once. */
  static Weights of(String model) {
    return new Weights(Map.of(model, 1.0));
  }

  Weights plus(double factor, Weights other) {
    TreeMap<String, Double> sum = new TreeMap<>(byModel);
    other.byModel.forEach((model, weight) -> sum.merge(model, factor * weight, Double::sum));
    return new Weights(sum);
  }

  Weights times(double factor) {
    return none().plus(factor, this);
  }

  boolean isEmpty() {
    return byModel.isEmpty();
  }
}
