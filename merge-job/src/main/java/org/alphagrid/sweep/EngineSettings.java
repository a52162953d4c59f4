package org.alphagrid.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.alphagrid.config.ConfigNode;

/**
 * The {@code eval.engine} part of a sweep: what models run on. It changes speed and memory; on one
 * device it changes no completion.
 *
 * @param device {@code cpu} or {@code cuda}
 * @param compute {@code f32} on a CPU, {@code bf16} or {@code f16} on a GPU
 * @param cacheMiB most MiB of keys and values per task; 0 for a quarter of the machine's memory
 *     shared by the tasks it runs at once
 * @param batchers how many batchers an executor's tasks feed
 * @param prepack whether weights are laid out anew for the matrix kernels
 * @param memoryMiB most MiB that models with their keys and values take of an executor; 0 for what
 *     its machine has
 */
public record EngineSettings(
    String device, String compute, int cacheMiB, Batchers batchers, Prepack prepack, int memoryMiB)
    implements Serializable {
  /** Says how many batchers an executor's tasks feed. */
  public enum Batchers implements Choice {
    /** Leaves it to the job. */
    AUTO,
    /** One for all tasks of an executor. */
    ONE,
    /** One for each task. */
    PER_TASK
  }

  /** Says whether weights are laid out anew for the matrix kernels. */
  public enum Prepack implements Choice {
    /** Leaves it to the job. */
    AUTO,
    /** Lays them out anew. */
    ALWAYS,
    /** Takes them as they are stored. */
    NEVER
  }

  /** Names a choice as sweep files spell it. */
  public interface Choice {
    /** Returns the constant's name. */
    String name();

    /** Returns the word in a sweep file, for example {@code per-task}. */
    default String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Where a sweep says nothing. */
  public static final EngineSettings DEFAULT = new EngineSettings("cpu", "f32", 0);

  /** With everything left to the job that can be. */
  public EngineSettings(String device, String compute, int cacheMiB) {
    this(device, compute, cacheMiB, Batchers.AUTO, Prepack.AUTO, 0);
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
        choice(node, "batchers", Batchers.values()),
        choice(node, "prepack", Prepack.values()),
        mebi(node, "memoryMiB"));
  }

  /** Reads one of some choices; the first where nothing is said. */
  private static <T extends Choice> T choice(ConfigNode node, String key, T[] choices) {
    List<String> words = Stream.of(choices).map(Choice::key).toList();
    return choices[words.indexOf(oneOf(node, key, words.get(0), words))];
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
