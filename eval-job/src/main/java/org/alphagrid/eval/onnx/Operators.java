package org.alphagrid.eval.onnx;

import static org.alphagrid.eval.onnx.OnnxNode.contrib;
import static org.alphagrid.eval.onnx.OnnxNode.standard;

import java.util.List;
import org.alphagrid.merge.architecture.Activation;

/** Writes the operators a decoder is made of, each as one call that names its result. */
final class Operators {
  private final OnnxGraph graph;
  private final ElementType compute;
  private final float normEpsilon;

  Operators(OnnxGraph graph, ElementType compute, double normEpsilon) {
    this.graph = graph;
    this.compute = compute;
    this.normEpsilon = (float) normEpsilon;
  }

  /** Returns what the decoder computes in. */
  ElementType compute() {
    return compute;
  }

  /** Returns what every RMS norm adds to the mean square. */
  float normEpsilon() {
    return normEpsilon;
  }

  /** Returns a number in the compute type. */
  String number(String name, double value) {
    return table(name, new float[] {(float) value}, 1);
  }

  /** Numbers in the compute type. */
  String table(String name, float[] values, long... shape) {
    String constant = graph.constant(name, values, shape);
    return compute == ElementType.FLOAT ? constant : cast(name + ".cast", constant, compute);
  }

  /** x W^T: [rows, in] by a weight stored [out, in] to [rows, out]. */
  String linear(String name, String x, String weight) {
    return graph.add(name, standard("Gemm").in(x, weight).with("transB", 1));
  }

  /** x W^T + b, b [out]. */
  String linear(String name, String x, String weight, String bias) {
    return graph.add(name, standard("Gemm").in(x, weight, bias).with("transB", 1));
  }

  /**
   * x / sqrt(mean(x^2) + epsilon) * weight over the last axis (Zhang and Sennrich, 2019, eq. 4).
   */
  String rmsNorm(String name, String x, String weight) {
    return graph.add(
        name,
        standard("SimplifiedLayerNormalization")
            .in(x, weight)
            .with("axis", -1)
            .with("epsilon", normEpsilon)
            .with("stash_type", 1));
  }

  /** Returns the norm of x + residual; the sum itself is named too unless {@code sum} is empty. */
  String residualNorm(String name, String sum, String x, String residual, String weight) {
    OnnxNode node =
        contrib("SkipSimplifiedLayerNormalization")
            .in(x, residual, weight)
            .with("epsilon", normEpsilon);
    graph.add(sum.isEmpty() ? List.of(name) : List.of(name, "", "", sum), node);
    return name;
  }

  /** Rows of a table: [n, ...] and indices [m] to [m, ...]. */
  String gather(String name, String table, String indices) {
    return graph.add(name, standard("Gather").in(table, indices).with("axis", 0));
  }

  String cast(String name, String x, ElementType type) {
    return graph.add(name, standard("Cast").in(x).with("to", type.number()));
  }

  String reshape(String name, String x, String shape) {
    return graph.add(name, standard("Reshape").in(x, shape));
  }

  /** Cuts [rows, sum of widths] into [rows, width] each. */
  void split(List<String> names, String x, long... widths) {
    String sizes = graph.constant(names.get(0) + ".widths", widths);
    graph.add(names, standard("Split").in(x, sizes).with("axis", 1));
  }

  /** Returns the activation of a gate. */
  String activate(String name, String x, Activation activation) {
    return switch (activation) {
      // ONNX Runtime fuses the pair.
      case SILU -> multiply(name, x, graph.add(name + ".sigmoid", standard("Sigmoid").in(x)));
      case GELU_TANH -> graph.add(name, contrib("FastGelu").in(x));
    };
  }

  /** cap * tanh(x / cap). */
  String softcap(String name, String x, double cap) {
    String limit = number(name + ".limit", cap);
    String share = graph.add(name + ".share", standard("Div").in(x, limit));
    return multiply(name, graph.add(name + ".tanh", standard("Tanh").in(share)), limit);
  }

  String multiply(String name, String left, String right) {
    return graph.add(name, standard("Mul").in(left, right));
  }

  String add(String name, String left, String right) {
    return graph.add(name, standard("Add").in(left, right));
  }
}
