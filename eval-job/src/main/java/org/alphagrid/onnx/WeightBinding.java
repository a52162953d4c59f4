package org.alphagrid.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.alphagrid.checkpoint.LocalModel;
import org.alphagrid.checkpoint.LocalTensor;
import org.alphagrid.checkpoint.TensorBytes;
import org.alphagrid.tensor.DType;

/**
 * Names a model's tensors inside a graph without copying them.
 *
 * <p>A tensor in a file becomes ONNX external data (file, offset, length). ONNX Runtime refuses
 * absolute locations, so they are written without the leading slash and resolved against {@code /}
 * by a session option. A tensor in memory is declared the same way and handed over by name when the
 * session is made, so both kinds give one and the same graph.
 */
final class WeightBinding {
  /** Never opened: the session gets these tensors from memory. */
  private static final String IN_MEMORY_LOCATION = "in-memory";

  private final OnnxGraph graph;
  private final LocalModel model;
  private final Set<String> declared = new HashSet<>();
  private final Map<String, String> asFloat = new HashMap<>();
  private final Map<String, LocalTensor> inMemory = new HashMap<>();

  WeightBinding(OnnxGraph graph, LocalModel model) {
    this.graph = graph;
    this.model = model;
  }

  /** The value of a weight in its stored element type, in its own shape. */
  String stored(String name) {
    if (declared.add(name)) {
      declare(model.tensors().get(name));
    }
    return name;
  }

  /** The value of a weight as float32; the cast of a narrower one is folded at load time. */
  String asFloat(String name) {
    return asFloat.computeIfAbsent(name, this::castToFloat);
  }

  /** Whether a weight is float32 as stored. */
  boolean storedAsFloat(String name) {
    return model.tensors().get(name).dtype() == DType.F32;
  }

  /** Tensors that must be handed to the session by name. */
  Map<String, LocalTensor> inMemory() {
    return inMemory;
  }

  private String castToFloat(String name) {
    String stored = stored(name);
    if (storedAsFloat(name)) {
      return stored;
    }
    return graph.add(
        name + ".f32", OnnxNode.standard("Cast").in(stored).with("to", ElementType.FLOAT.number()));
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
    graph.external(tensor.name(), type, shape, IN_MEMORY_LOCATION, 0, tensor.bytes().length());
  }
}
