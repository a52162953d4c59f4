package org.alphagrid.eval.generate.ort;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.alphagrid.eval.onnx.ComputeType;
import org.alphagrid.eval.onnx.TokenChoice;

/**
 * Holds how a model is loaded.
 *
 * @param positions longest sequence, prompt and completion together; a shorter model context wins
 * @param threads threads of the engine inside one step
 * @param prepacking whether weights are laid out anew for the matrix kernels: half as fast again
 *     from batch 8 on, at two to three times the load time; a decoder says as {@code
 *     batchInvariant} what it means for reproducibility
 * @param device what it runs on
 * @param deviceId which of them: the address of a GPU; 0 on a CPU
 * @param compute what it computes in; float32 on a CPU, 16 bits on a GPU
 * @param engineCache whether keys and values lie in memory of the engine's own allocator; always so
 *     on a GPU
 * @param choice what leaves its steps: logits, from which tokens are drawn outside, or tokens
 *     chosen inside the graph
 * @param profile where the engine writes how long each of its operators took, a path to which it
 *     adds time and {@code .json}; writing slows it down
 */
public record DecoderOptions(
    int positions,
    int threads,
    boolean prepacking,
    EngineDevice device,
    int deviceId,
    ComputeType compute,
    boolean engineCache,
    TokenChoice choice,
    Optional<Path> profile) {
  public DecoderOptions {
    requirePositive("positions", positions);
    requirePositive("threads", threads);
    Objects.requireNonNull(device, "device is null");
    Objects.requireNonNull(compute, "compute is null");
    Objects.requireNonNull(choice, "choice is null");
    Objects.requireNonNull(profile, "profile is null");
    if ((device == EngineDevice.CPU) != (compute == ComputeType.F32)) {
      throw new IllegalArgumentException(
          "Invalid compute: %s on %s (must be f32 on cpu, bf16 or f16 on cuda)"
              .formatted(compute.text(), device.key()));
    }
  }

  /** Loads on the CPU in float32. */
  public DecoderOptions(int positions, int threads, boolean prepacking) {
    this(
        positions,
        threads,
        prepacking,
        EngineDevice.CPU,
        0,
        ComputeType.F32,
        false,
        TokenChoice.LOGITS,
        Optional.empty());
  }

  /** Loads on the CPU, for generation of many tokens. */
  public static DecoderOptions of(int positions, int threads) {
    return new DecoderOptions(positions, threads, true);
  }

  /**
   * Loads on a GPU.
   *
   * @param deviceId its address on this machine
   */
  public static DecoderOptions cuda(int positions, int threads, int deviceId, ComputeType compute) {
    return new DecoderOptions(
        positions,
        threads,
        true,
        EngineDevice.CUDA,
        deviceId,
        compute,
        true,
        TokenChoice.LOGITS,
        Optional.empty());
  }

  /** Returns the same with keys and values in the engine's own memory, as on a GPU. */
  public DecoderOptions withEngineCache() {
    return new DecoderOptions(
        positions, threads, prepacking, device, deviceId, compute, true, choice, profile);
  }

  /** Returns the same with another choice of what leaves its steps. */
  public DecoderOptions withChoice(TokenChoice newChoice) {
    return new DecoderOptions(
        positions, threads, prepacking, device, deviceId, compute, engineCache, newChoice, profile);
  }

  /** Returns the same with a profile of the engine's operators. */
  public DecoderOptions withProfile(Path path) {
    return new DecoderOptions(
        positions,
        threads,
        prepacking,
        device,
        deviceId,
        compute,
        engineCache,
        choice,
        Optional.of(path));
  }

  private static void requirePositive(String what, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("Invalid %s: %d (must be > 0)".formatted(what, value));
    }
  }
}
