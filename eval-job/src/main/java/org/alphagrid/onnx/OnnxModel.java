package org.alphagrid.onnx;

import java.util.Map;
import org.alphagrid.checkpoint.LocalTensor;

/** A decoder as ONNX Runtime loads it: the graph's bytes and what is not in files. */
public final class OnnxModel {
  private final String name;
  private final byte[] bytes;
  private final Map<String, LocalTensor> inMemory;

  OnnxModel(String name, byte[] bytes, Map<String, LocalTensor> inMemory) {
    this.name = name;
    this.bytes = bytes;
    this.inMemory = Map.copyOf(inMemory);
  }

  /** What messages call the model. */
  public String name() {
    return name;
  }

  /**
   * The serialised {@code ModelProto}. External data locations are relative to the root folder
   * {@code /}.
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Initialisers to hand to the session by name when it is made. */
  public Map<String, LocalTensor> inMemory() {
    return inMemory;
  }
}
