package org.alphagrid.eval.onnx;

import java.util.HashMap;
import java.util.Map;
import org.alphagrid.merge.architecture.NormSpec;

/** Writes the weights of RMS norms, and joins a residual with the norm that follows it. */
final class NormGraph {
  private final Operators operators;
  private final WeightBinding weights;
  private final NormSpec norms;
  private final Map<String, String> values = new HashMap<>();
  private String one = "";

  NormGraph(Operators operators, WeightBinding weights, NormSpec norms) {
    this.operators = operators;
    this.weights = weights;
    this.norms = norms;
  }

  /** Returns the norm of x by the weight {@code name.weight}. */
  String norm(String name, String x) {
    return operators.rmsNorm(name, x, weight(name));
  }

  /**
   * Returns the norm of x + residual, and their sum under the name {@code sum} unless that is
   * empty.
   */
  String joined(String name, String sum, String x, String residual) {
    return operators.residualNorm(name, sum, x, residual, weight(name));
  }

  /** Returns what a norm multiplies by: the stored weight, or one more. */
  String weight(String name) {
    return values.computeIfAbsent(name, this::addWeight);
  }

  private String addWeight(String name) {
    String stored = weights.value(name + ".weight");
    if (!norms.unitOffset()) {
      return stored;
    }
    if (one.isEmpty()) {
      one = operators.number("norm.one", 1);
    }
    return operators.add(name + ".weight.offset", stored, one);
  }
}
