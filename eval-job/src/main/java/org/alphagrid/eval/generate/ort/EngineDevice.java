package org.alphagrid.eval.generate.ort;

import java.util.Arrays;
import java.util.List;

/** Names what a model runs on. */
public enum EngineDevice {
  CPU("cpu", "Cpu"),
  CUDA("cuda", "Cuda");

  private final String key;
  private final String memoryName;

  EngineDevice(String key, String memoryName) {
    this.key = key;
    this.memoryName = memoryName;
  }

  /** Returns its name in settings and rows. */
  public String key() {
    return key;
  }

  /** Returns ONNX Runtime's name of its memory. */
  String memoryName() {
    return memoryName;
  }

  /**
   * Finds the device of that name.
   *
   * @throws IllegalArgumentException for an unknown one
   */
  public static EngineDevice of(String key) {
    return Arrays.stream(values())
        .filter(device -> device.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Invalid device: '%s' (must be one of %s)"
                        .formatted(key, List.of("cpu", "cuda"))));
  }
}
