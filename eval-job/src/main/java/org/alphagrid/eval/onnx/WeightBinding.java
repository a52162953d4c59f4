package org.alphagrid.eval.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;

/**
 * Names a model's tensors inside a graph without copying them.
 *
 * <p>A tensor in a file becomes ONNX external data (file, offset, length). ONNX Runtime refuses
 * absolute locations, so they are written without the leading slash and resolved against {@code /}
 * by a session option. A tensor in memory is handed over by name when the session is made. Behind
 * that, both kinds give one and the same graph.
 */
final class WeightBinding {
  private final OnnxGraph graph;
  private final LocalModel model;
  private final ElementType compute;
  private final Set<String> declared = new HashSet<>();
  private final Map<String, String> cast = new HashMap<>();
  private final Map<String, LocalTensor> inMemory = new HashMap<>();

  WeightBinding(OnnxGraph graph, LocalModel model, ElementType compute) {
    this.graph = graph;
    this.model = model;
    this.compute = compute;
  }

  /** Returns the value of a weight in its stored element type, in its own shape. */
  String stored(String name) {
    if (declared.add(name)) {
      declare(model.tensors().get(name));
    }
    return name;
  }

  /**
   * Returns the value of a weight in the compute type; the cast of another type is folded at load
   * time.
   */
  String value(String name) {
    return cast.computeIfAbsent(name, this::castToCompute);
  }

  /** x W^T (+ b) by the tensors {@code name.weight} and {@code name.bias}. */
  String linear(Operators operators, String name, String x, boolean bias) {
    String weight = value(name + ".weight");
    return bias
        ? operators.linear(name, x, weight, value(name + ".bias"))
        : operators.linear(name, x, weight);
  }

  /** Returns the stored element type of a weight. */
  ElementType storedType(String name) {
    return ElementType.of(model.tensors().get(name).dtype());
  }

  /** Returns whether the model has a tensor of this name. */
  boolean has(String name) {
    return model.tensors().containsKey(name);
  }

  /** Tensors that must be handed to the session by name. */
  Map<String, LocalTensor> inMemory() {
    return inMemory;
  }

  private String castToCompute(String name) {
    String stored = stored(name);
    if (storedType(name) == compute) {
      return stored;
    }
    return graph.add(
        name + ".value", OnnxNode.standard("Cast").in(stored).with("to", compute.number()));
  }

  private void declare(LocalTensor tensor) {
    ElementType type = ElementType.of(tensor.dtype());
    long[] shape = tensor.shape().dimensions();
    if (tensor.bytes() instanceof TensorBytes.InFile file) {
      String location = file.file().toAbsolutePath().toString().substring(1);
      graph.external(tensor.name(), type, shape, location, file.offset(), file.length());
      return;
    }
    inMemory.put(tensor.name(), tensor);
    graph.handed(tensor.name(), type, shape);
  }
}
