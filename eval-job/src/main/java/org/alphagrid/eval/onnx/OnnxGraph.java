package org.alphagrid.eval.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.alphagrid.merge.checkpoint.LocalTensor;

/**
 * Collects nodes, initialisers, inputs and outputs and writes them as an ONNX {@code ModelProto}.
 *
 * <p>Values are referred to by name; every name may be defined once. Field numbers are those of
 * {@code onnx.proto} (ONNX IR version 10).
 */
final class OnnxGraph {
  /** Domain of ONNX Runtime's own operators. */
  static final String CONTRIB_DOMAIN = "com.microsoft";

  private static final int IR_VERSION = 10;
  private static final int OPSET_VERSION = 21;
  private static final int CONTRIB_VERSION = 1;
  private static final int EXTERNAL = 1;

  private final List<ProtoMessage> nodes = new ArrayList<>();
  private final List<ProtoMessage> initializers = new ArrayList<>();
  private final List<ProtoMessage> inputs = new ArrayList<>();
  private final List<GraphInput> open = new ArrayList<>();
  private final List<ProtoMessage> outputs = new ArrayList<>();
  private final Set<String> defined = new HashSet<>();

  /** Adds a node with one output and returns the output's name. */
  String add(String output, OnnxNode node) {
    add(List.of(output), node);
    return output;
  }

  /** Adds a node with several outputs, named in order; an empty name is an output left out. */
  void add(List<String> nodeOutputs, OnnxNode node) {
    nodeOutputs.stream().filter(output -> !output.isEmpty()).forEach(this::define);
    nodes.add(node.encode(nodeOutputs.get(0), nodeOutputs));
  }

  /** Adds a graph input; a dimension is a number or a symbol. */
  String input(String name, ElementType type, Object... dimensions) {
    define(name);
    inputs.add(valueInfo(name, type, dimensions));
    open.add(new GraphInput(name, type.number(), List.of(dimensions)));
    return name;
  }

  /**
   * Adds a constant that whoever loads the model hands over by name. In the model itself it stands
   * as an input.
   */
  String handed(String name, ElementType type, long[] dimensions) {
    define(name);
    inputs.add(valueInfo(name, type, (Object[]) LongStream.of(dimensions).boxed().toArray()));
    return name;
  }

  /** Names a value as graph output. */
  void output(String name, ElementType type, Object... dimensions) {
    outputs.add(valueInfo(name, type, dimensions));
  }

  /** Adds a float constant held in the model itself. */
  String constant(String name, float[] values, long... dimensions) {
    return initializer(
        name, tensor(name, ElementType.FLOAT, dimensions).bytes(9, ProtoMessage.rawData(values)));
  }

  /** Adds a one-dimensional integer constant held in the model itself. */
  String constant(String name, long... values) {
    return initializer(
        name,
        tensor(name, ElementType.INT64, values.length).bytes(9, ProtoMessage.rawData(values)));
  }

  /** Adds a constant whose bytes lie in another file. */
  String external(
      String name, ElementType type, long[] dimensions, String location, long offset, long length) {
    return initializer(
        name,
        tensor(name, type, dimensions)
            .message(13, entry("location", location))
            .message(13, entry("offset", Long.toString(offset)))
            .message(13, entry("length", Long.toString(length)))
            .integer(14, EXTERNAL));
  }

  /**
   * Returns the whole model.
   *
   * @param name what messages call it
   * @param inMemory the constants to be handed over
   */
  OnnxModel model(String name, Map<String, LocalTensor> inMemory) {
    return new OnnxModel(name, toByteArray(), open, inMemory);
  }

  /** Returns the whole model, serialised. */
  byte[] toByteArray() {
    ProtoMessage graph = new ProtoMessage();
    nodes.forEach(node -> graph.message(1, node));
    graph.text(2, "decoder");
    initializers.forEach(initializer -> graph.message(5, initializer));
    inputs.forEach(input -> graph.message(11, input));
    outputs.forEach(output -> graph.message(12, output));
    return new ProtoMessage()
        .integer(1, IR_VERSION)
        .text(2, "alphagrid")
        .message(7, graph)
        .message(8, new ProtoMessage().text(1, "").integer(2, OPSET_VERSION))
        .message(8, new ProtoMessage().text(1, CONTRIB_DOMAIN).integer(2, CONTRIB_VERSION))
        .toByteArray();
  }

  private String initializer(String name, ProtoMessage tensor) {
    define(name);
    initializers.add(tensor);
    return name;
  }

  private void define(String name) {
    if (!defined.add(name)) {
      throw new IllegalStateException("Cannot define graph value '" + name + "' twice");
    }
  }

  private static ProtoMessage tensor(String name, ElementType type, long... dimensions) {
    ProtoMessage tensor = new ProtoMessage();
    for (long dimension : dimensions) {
      tensor.integer(1, dimension);
    }
    return tensor.integer(2, type.number()).text(8, name);
  }

  private static ProtoMessage entry(String key, String value) {
    return new ProtoMessage().text(1, key).text(2, value);
  }

  private static ProtoMessage valueInfo(String name, ElementType type, Object... dimensions) {
    ProtoMessage shape = new ProtoMessage();
    for (Object dimension : dimensions) {
      shape.message(
          1,
          dimension instanceof Number size
              ? new ProtoMessage().integer(1, size.longValue())
              : new ProtoMessage().text(2, dimension.toString()));
    }
    ProtoMessage tensorType = new ProtoMessage().integer(1, type.number()).message(2, shape);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensorType));
  }
}
