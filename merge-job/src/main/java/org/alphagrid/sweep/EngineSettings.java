package org.alphagrid.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.alphagrid.config.ConfigNode;

/**
 * The {@code eval.engine} part of a sweep: what models run on. It changes speed and memory; on one
 * device it changes no completion.
 *
 * @param device {@code cpu} or {@code cuda}
 * @param compute {@code f32} on a CPU, {@code bf16} or {@code f16} on a GPU
 * @param cacheMiB most MiB of keys and values per task; 0 for a quarter of the machine's memory
 *     shared by the tasks it runs at once
 * @param batchers {@code one} for all tasks of an executor, {@code per-task}, or {@code auto}
 * @param prepack whether weights are laid out anew for the matrix kernels: {@code always}, {@code
 *     never}, or {@code auto}
 * @param memoryMiB most MiB that models with their keys and values take of an executor; 0 for what
 *     its machine has
 */
public record EngineSettings(
    String device, String compute, int cacheMiB, String batchers, String prepack, int memoryMiB)
    implements Serializable {
  /** The choice that is left to the job. */
  public static final String AUTO = "auto";

  /** The other choices of {@link #batchers}. */
  public static final String ONE_BATCHER = "one";

  public static final String BATCHER_PER_TASK = "per-task";

  /** The other choices of {@link #prepack}. */
  public static final String PREPACK = "always";

  public static final String NO_PREPACK = "never";

  /** Where a sweep says nothing. */
  public static final EngineSettings DEFAULT = new EngineSettings("cpu", "f32", 0);

  /** With everything left to the job that can be. */
  public EngineSettings(String device, String compute, int cacheMiB) {
    this(device, compute, cacheMiB, AUTO, AUTO, 0);
  }

  /** Reads the part; whatever is wrong with it is an error that names the key. */
  static EngineSettings read(ConfigNode node) {
    node.allow(Set.of("device", "compute", "cacheMiB", "batchers", "prepack", "memoryMiB"));
    String device = oneOf(node, "device", "cpu", List.of("cpu", "cuda"));
    boolean cpu = device.equals("cpu");
    return new EngineSettings(
        device,
        oneOf(node, "compute", cpu ? "f32" : "bf16", cpu ? List.of("f32") : List.of("bf16", "f16")),
        mebi(node, "cacheMiB"),
        oneOf(node, "batchers", AUTO, List.of(AUTO, ONE_BATCHER, BATCHER_PER_TASK)),
        oneOf(node, "prepack", AUTO, List.of(AUTO, PREPACK, NO_PREPACK)),
        mebi(node, "memoryMiB"));
  }

  private static int mebi(ConfigNode node, String key) {
    return node.optional(key).map(value -> value.integer(1, 1 << 24)).orElse(0);
  }

  private static String oneOf(ConfigNode node, String key, String absent, List<String> known) {
    return node.optional(key)
        .map(
            value -> {
              if (!known.contains(value.text())) {
                throw value.invalid("one of " + known);
              }
              return value.text();
            })
        .orElse(absent);
  }
}
