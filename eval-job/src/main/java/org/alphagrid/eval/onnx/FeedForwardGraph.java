package org.alphagrid.eval.onnx;

import java.util.List;
import org.alphagrid.merge.architecture.FeedForwardSpec.Dense;
import org.alphagrid.merge.architecture.GateSpec;
import org.alphagrid.merge.architecture.WeightLayout;

/**
 * Writes a gated feed-forward: down(activation(gate(x)) * up(x)) (Shazeer, 2020, section 2, eq. 6).
 */
final class FeedForwardGraph {
  private final Operators operators;
  private final WeightBinding weights;
  private final GateSpec gate;

  FeedForwardGraph(Operators operators, WeightBinding weights, GateSpec gate) {
    this.operators = operators;
    this.weights = weights;
    this.gate = gate;
  }

  /** Adds one block: [rows, hidden] to [rows, hidden]. */
  String add(int layer, Dense dense, String x) {
    String gated; // [rows, inner]
    String up; // [rows, inner]
    if (gate.fused()) {
      String both = project(layer, "gate_up_proj", x);
      gated = both + ".gate";
      up = both + ".up";
      operators.split(List.of(gated, up), both, dense.innerSize(), dense.innerSize());
    } else {
      gated = project(layer, "gate_proj", x);
      up = project(layer, "up_proj", x);
    }
    String activated =
        operators.activate(WeightLayout.inLayer(layer, "mlp.activated"), gated, gate.activation());
    String inner = operators.multiply(WeightLayout.inLayer(layer, "mlp.inner"), activated, up);
    return project(layer, "down_proj", inner); // [rows, hidden]
  }

  private String project(int layer, String projection, String x) {
    String name = WeightLayout.inLayer(layer, "mlp." + projection);
    return weights.linear(operators, name, x, gate.bias());
  }
}
