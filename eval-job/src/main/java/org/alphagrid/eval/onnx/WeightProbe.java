package org.alphagrid.eval.onnx;

import static org.alphagrid.eval.onnx.OnnxNode.standard;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;

/**
 * Writes a tiny model of two weights, y = (x W^T) * s, with the weights in the model itself or
 * handed over when it is loaded: both must compute the same.
 */
public final class WeightProbe {
  /** float32 [rows, in]. */
  public static final String INPUT = "x";

  /** float32 [rows, out]. */
  public static final String OUTPUT = "y";

  private WeightProbe() {}

  /** Returns the weights in the model itself. */
  public static OnnxModel plain(LocalTensor matrix, LocalTensor scale) {
    OnnxGraph graph = new OnnxGraph();
    for (LocalTensor weight : List.of(matrix, scale)) {
      FloatBuffer values = ((TensorBytes.InMemory) weight.bytes()).buffer().asFloatBuffer();
      float[] floats = new float[values.remaining()];
      values.get(floats);
      graph.constant(weight.name(), floats, weight.shape().dimensions());
    }
    return build(graph, matrix, scale, Map.of());
  }

  /** Returns the weights handed over by name. */
  public static OnnxModel handed(LocalTensor matrix, LocalTensor scale) {
    OnnxGraph graph = new OnnxGraph();
    Map<String, LocalTensor> weights = new LinkedHashMap<>();
    for (LocalTensor weight : List.of(matrix, scale)) {
      graph.handed(weight.name(), ElementType.FLOAT, weight.shape().dimensions());
      weights.put(weight.name(), weight);
    }
    return build(graph, matrix, scale, weights);
  }

  private static OnnxModel build(
      OnnxGraph graph, LocalTensor matrix, LocalTensor scale, Map<String, LocalTensor> inMemory) {
    long[] shape = matrix.shape().dimensions(); // [out, in]
    graph.input(INPUT, ElementType.FLOAT, "rows", shape[1]);
    Operators operators = new Operators(graph, ElementType.FLOAT, 0);
    String product = operators.linear("product", INPUT, matrix.name());
    graph.add(OUTPUT, standard("Mul").in(product, scale.name()));
    graph.output(OUTPUT, ElementType.FLOAT, "rows", shape[0]);
    return graph.model("weight probe", inMemory);
  }
}
