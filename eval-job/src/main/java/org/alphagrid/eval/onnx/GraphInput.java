package org.alphagrid.eval.onnx;

import java.util.List;

/**
 * Describes an input of a graph.
 *
 * @param elementType as {@code TensorProto.DataType} numbers it
 * @param dimensions a number each, or the name of a size that is open
 */
public record GraphInput(String name, int elementType, List<Object> dimensions) {
  public GraphInput {
    dimensions = List.copyOf(dimensions);
  }
}
