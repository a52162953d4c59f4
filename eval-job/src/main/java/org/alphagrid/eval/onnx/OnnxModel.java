package org.alphagrid.eval.onnx;

import java.util.List;
import java.util.Map;
import org.alphagrid.merge.checkpoint.LocalTensor;

/** Holds a decoder as ONNX Runtime loads it: the graph's bytes and what is not in files. */
public final class OnnxModel {
  private final String name;
  private final byte[] bytes;
  private final List<GraphInput> inputs;
  private final Map<String, LocalTensor> inMemory;

  OnnxModel(String name, byte[] bytes, List<GraphInput> inputs, Map<String, LocalTensor> inMemory) {
    this.name = name;
    this.bytes = bytes;
    this.inputs = List.copyOf(inputs);
    this.inMemory = Map.copyOf(inMemory);
  }

  /** Returns what messages call the model. */
  public String name() {
    return name;
  }

  /**
   * Returns the serialised {@code ModelProto}. External data locations are relative to the root
   * folder {@code /}.
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * Returns what a run is given; weights are not among them, even where the model declares them so.
   */
  public List<GraphInput> inputs() {
    return inputs;
  }

  /** Weights to hand to the session by name when it is made. */
  public Map<String, LocalTensor> inMemory() {
    return inMemory;
  }
}
