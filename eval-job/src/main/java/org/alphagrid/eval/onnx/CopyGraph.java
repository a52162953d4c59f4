package org.alphagrid.eval.onnx;

import java.util.Map;

/**
 * Writes a graph that copies values and does nothing else: how memory of a device is moved on it.
 */
public final class CopyGraph {
  /** compute type [values]. */
  public static final String INPUT = "from";

  /** compute type [values]. */
  public static final String OUTPUT = "to";

  private CopyGraph() {}

  /** Builds the graph. */
  public static OnnxModel build(ComputeType type) {
    OnnxGraph graph = new OnnxGraph();
    graph.input(INPUT, type.element(), "values");
    graph.add(OUTPUT, OnnxNode.standard("Identity").in(INPUT));
    graph.output(OUTPUT, type.element(), "values");
    return graph.model("copy", Map.of());
  }
}
