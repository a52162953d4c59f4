package org.alphagrid.onnx;

import org.alphagrid.architecture.WeightLayout;

/** SwiGLU: down(silu(gate(x)) * up(x)) (Shazeer, 2020, section 2, eq. 6). */
final class FeedForwardGraph {
  private final Operators operators;
  private final WeightBinding weights;

  FeedForwardGraph(Operators operators, WeightBinding weights) {
    this.operators = operators;
    this.weights = weights;
  }

  /** Adds one block: [rows, hidden] to [rows, hidden]. */
  String add(int layer, String x) {
    String gate = project(layer, "gate_proj", x); // [rows, inner]
    String up = project(layer, "up_proj", x); // [rows, inner]
    String activated = operators.silu(WeightLayout.inLayer(layer, "mlp.silu"), gate);
    String inner = operators.multiply(WeightLayout.inLayer(layer, "mlp.inner"), activated, up);
    return project(layer, "down_proj", inner); // [rows, hidden]
  }

  private String project(int layer, String projection, String x) {
    String name = WeightLayout.inLayer(layer, "mlp." + projection);
    return operators.linear(name, x, weights.asFloat(name + ".weight"));
  }
}
