package org.alphagrid.eval.onnx;

import static org.alphagrid.eval.onnx.OnnxNode.contrib;
import static org.alphagrid.eval.onnx.OnnxNode.standard;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.merge.architecture.Activation;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec.Experts;
import org.alphagrid.merge.architecture.GateSpec;
import org.alphagrid.merge.architecture.WeightLayout;

/**
 * Writes a mixture of gated experts (Shazeer et al., 2017, section 2). ONNX Runtime's MoE operator
 * takes the router's logits and every expert's matrices in two tensors; where a checkpoint has a
 * tensor for each expert, those are stacked when the model is loaded.
 */
final class ExpertsGraph {
  /** Gate and up rows take turns in the operator's first tensor. */
  private static final int INTERLEAVED = 1;

  private final OnnxGraph graph;
  private final Operators operators;
  private final WeightBinding weights;
  private final GateSpec gate;
  private final int hiddenSize;

  ExpertsGraph(OnnxGraph graph, Operators operators, WeightBinding weights, DecoderSpec spec) {
    this.gate = spec.gate();
    this.graph = graph;
    this.operators = operators;
    this.weights = weights;
    this.hiddenSize = spec.hiddenSize();
  }

  /**
   * Adds one block: [rows, hidden] to [rows, hidden].
   *
   * @throws IllegalArgumentException when the operator does not know the activation, or there are
   *     biases
   */
  String add(int layer, Experts experts, String x) {
    if (gate.activation() != Activation.SILU || gate.bias()) {
      throw new IllegalArgumentException(
          "Invalid experts: %s (must be SILU without biases)".formatted(gate));
    }
    String router = WeightLayout.inLayer(layer, "mlp.gate");
    String logits = weights.linear(operators, router, x, false); // [rows, experts]
    Stacked gateUp = interleave(layer, experts, gateUp(layer, experts));
    String name = WeightLayout.inLayer(layer, "mlp.experts");
    String mixed =
        graph.add(
            name,
            contrib("MoE")
                .in(x, logits, toCompute(gateUp), "", toCompute(down(layer, experts)))
                .with("k", experts.chosen())
                .with("activation_type", "swiglu")
                .with("swiglu_fusion", INTERLEAVED)
                // The operator's own defaults are those of another model's activation.
                .with("activation_alpha", 1f)
                .with("activation_beta", 0f)
                .with("normalize_routing_weights", 1));
    return experts.normalised()
        ? mixed
        : operators.multiply(name + ".weighted", mixed, chosenShare(name, logits, experts));
  }

  /**
   * Returns the share of all experts' softmax that the chosen ones have, [rows, 1]. ONNX Runtime's
   * CPU kernel always divides by it, whatever the attribute says.
   */
  private String chosenShare(String name, String logits, Experts experts) {
    String shares = graph.add(name + ".shares", standard("Softmax").in(logits).with("axis", -1));
    String count = graph.constant(name + ".chosen", experts.chosen());
    String best = name + ".best";
    graph.add(List.of(best, name + ".ids"), standard("TopK").in(shares, count).with("axis", -1));
    String axis = graph.constant(name + ".axis", -1);
    return graph.add(name + ".share", standard("ReduceSum").in(best, axis).with("keepdims", 1));
  }

  /** Matrices of all experts as one value, in the type they are stored in. */
  private record Stacked(String name, ElementType type) {}

  private Stacked gateUp(int layer, Experts experts) {
    String fused = WeightLayout.inLayer(layer, WeightLayout.FUSED_GATE_UP);
    return weights.has(fused) // [experts, 2 * inner, hidden], or the same rows unstacked
        ? new Stacked(weights.stored(fused), weights.storedType(fused))
        : concat(layer, experts, "gate_proj", "up_proj");
  }

  private Stacked down(int layer, Experts experts) {
    String fused = WeightLayout.inLayer(layer, WeightLayout.FUSED_DOWN);
    if (weights.has(fused)) {
      return new Stacked(weights.stored(fused), weights.storedType(fused));
    }
    Stacked rows = concat(layer, experts, "down_proj"); // [experts * hidden, inner]
    String shape = graph.constant(rows.name() + ".shape", experts.count(), hiddenSize, -1);
    return new Stacked(
        operators.reshape(rows.name() + ".stacked", rows.name(), shape), rows.type());
  }

  /** Rows of gate and up in turn, as the operator's CPU kernel wants them. */
  private Stacked interleave(int layer, Experts experts, Stacked gateUp) {
    String name = WeightLayout.inLayer(layer, "mlp.experts.gate_up");
    int inner = experts.innerSize();
    String apart =
        operators.reshape(
            name + ".apart",
            gateUp.name(),
            graph.constant(name + ".apart.shape", experts.count(), 2, inner, hiddenSize));
    String inTurn =
        graph.add(
            name + ".in_turn",
            standard("Transpose").in(apart).with("perm", new long[] {0, 2, 1, 3}));
    String shape = graph.constant(name + ".shape", experts.count(), 2L * inner, hiddenSize);
    return new Stacked(operators.reshape(name + ".stacked", inTurn, shape), gateUp.type());
  }

  /** Returns every expert's projections one below the other: [experts * rows, columns]. */
  private Stacked concat(int layer, Experts experts, String... projections) {
    List<String> names = new ArrayList<>();
    for (int expert = 0; expert < experts.count(); expert++) {
      for (String projection : projections) {
        names.add(WeightLayout.inExpert(layer, expert, projection) + ".weight");
      }
    }
    ElementType type = weights.storedType(names.get(0));
    // In the stored type where they agree, which takes the least memory while loading.
    boolean agree = names.stream().allMatch(name -> weights.storedType(name) == type);
    String[] parts =
        names.stream()
            .map(name -> agree ? weights.stored(name) : weights.value(name))
            .toArray(String[]::new);
    String name = WeightLayout.inLayer(layer, "mlp.experts." + projections[0]);
    return new Stacked(
        graph.add(name, standard("Concat").in(parts).with("axis", 0)),
        agree ? type : operators.compute());
  }

  private String toCompute(Stacked stacked) {
    return stacked.type() == operators.compute()
        ? stacked.name()
        : operators.cast(stacked.name() + ".value", stacked.name(), operators.compute());
  }
}
