package org.alphagrid.onnx;

import static org.alphagrid.onnx.OnnxNode.contrib;
import static org.alphagrid.onnx.OnnxNode.standard;

import java.util.List;

/** The operators a decoder is made of, each as one call that names its result. */
final class Operators {
  private final OnnxGraph graph;
  private final float normEpsilon;

  Operators(OnnxGraph graph, double normEpsilon) {
    this.graph = graph;
    this.normEpsilon = (float) normEpsilon;
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

  /** The norm of x + residual; the sum itself is named too unless {@code sum} is empty. */
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

  String castToFloat(String name, String x) {
    return graph.add(name, standard("Cast").in(x).with("to", ElementType.FLOAT.number()));
  }

  String reshape(String name, String x, String shape) {
    return graph.add(name, standard("Reshape").in(x, shape));
  }

  /** x * sigmoid(x); ONNX Runtime fuses the pair. */
  String silu(String name, String x) {
    String sigmoid = graph.add(name + ".sigmoid", standard("Sigmoid").in(x));
    return multiply(name, x, sigmoid);
  }

  String multiply(String name, String left, String right) {
    return graph.add(name, standard("Mul").in(left, right));
  }
}
