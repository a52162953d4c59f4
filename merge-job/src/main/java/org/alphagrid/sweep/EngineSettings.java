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
 */
public record EngineSettings(String device, String compute, int cacheMiB) implements Serializable {
  /** Where a sweep says nothing. */
  public static final EngineSettings DEFAULT = new EngineSettings("cpu", "f32", 0);

  /** Reads the part; whatever is wrong with it is an error that names the key. */
  static EngineSettings read(ConfigNode node) {
    node.allow(Set.of("device", "compute", "cacheMiB"));
    String device = oneOf(node, "device", "cpu", List.of("cpu", "cuda"));
    boolean cpu = device.equals("cpu");
    return new EngineSettings(
        device,
        oneOf(node, "compute", cpu ? "f32" : "bf16", cpu ? List.of("f32") : List.of("bf16", "f16")),
        node.optional("cacheMiB").map(value -> value.integer(1, 1 << 24)).orElse(0));
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
