package org.alphagrid.eval.onnx;

import java.util.Map;
import org.alphagrid.merge.checkpoint.LocalTensor;

/**
 * Writes a graph of one matrix product, x [rows, in] by a weight [out, in] to y [rows, out]: what a
 * decoder step would be if it were nothing else. Measures what the engine can do on a machine.
 */
public final class MatrixProbe {
  /** float32 [rows, in]. */
  public static final String INPUT = "x";

  /** float32 [rows, out]. */
  public static final String OUTPUT = "y";

  private MatrixProbe() {}

  /**
   * @param weight float32 [out, in], in memory
   */
  public static OnnxModel build(LocalTensor weight) {
    OnnxGraph graph = new OnnxGraph();
    long[] shape = weight.shape().dimensions();
    graph.input(INPUT, ElementType.FLOAT, "rows", shape[1]);
    graph.handed(weight.name(), ElementType.FLOAT, shape);
    new Operators(graph, ElementType.FLOAT, 0).linear(OUTPUT, INPUT, weight.name());
    graph.output(OUTPUT, ElementType.FLOAT, "rows", shape[0]);
    return graph.model("matrix probe", Map.of(weight.name(), weight));
  }
}
