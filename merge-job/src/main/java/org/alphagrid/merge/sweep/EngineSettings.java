package org.alphagrid.merge.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.tensor.DType;

/**
 * Holds the {@code eval.engine} part of a sweep: what models run on. It changes speed and memory;
 * on one device it changes no completion.
 *
 * @param device what computes
 * @param compute the type computed in: float32 on a CPU, 16 bits on a GPU
 * @param cacheMiB most MiB of keys and values per task, or {@link #BY_MACHINE}: a quarter of the
 *     machine's memory shared by the tasks it runs at once
 * @param batchers how many batchers an executor has
 * @param prepack whether weights are laid out anew for the matrix kernels
 * @param memoryMiB most MiB that models with their keys and values take of an executor, or {@link
 *     #BY_MACHINE}: what its machine has
 */
public record EngineSettings(
    Device device, DType compute, int cacheMiB, Batchers batchers, Prepack prepack, int memoryMiB)
    implements Serializable {
  /** Stands for a number of MiB that the sweep leaves to the machine. */
  public static final int BY_MACHINE = 0;

  /** Holds the settings where a sweep has none. */
  public static final EngineSettings DEFAULT =
      new EngineSettings(Device.CPU, DType.F32, BY_MACHINE);

  /** Names what computes. */
  public enum Device {
    CPU,
    CUDA;

    /** Returns the types it computes in, the default first. */
    List<DType> computeTypes() {
      return this == CPU ? List.of(DType.F32) : List.of(DType.BF16, DType.F16);
    }
  }

  /** Names how many batchers the tasks of an executor share. */
  public enum Batchers {
    /** Lets the job decide. */
    AUTO,
    /** Makes one for all tasks. */
    ONE,
    /** Makes one for each task that can run at a time. */
    PER_TASK
  }

  /** Names when weights are laid out anew for the matrix kernels. */
  public enum Prepack {
    /** Lets the job decide. */
    AUTO,
    ALWAYS,
    NEVER
  }

  /** Leaves everything to the job that can be. */
  public EngineSettings(Device device, DType compute, int cacheMiB) {
    this(device, compute, cacheMiB, Batchers.AUTO, Prepack.AUTO, BY_MACHINE);
  }

  /** Reads the part; whatever is wrong with it is an error that names the key. */
  static EngineSettings read(ConfigNode node) {
    node.allow(Set.of("device", "compute", "cacheMiB", "batchers", "prepack", "memoryMiB"));
    Device device = oneOf(node, "device", List.of(Device.values()));
    return new EngineSettings(
        device,
        oneOf(node, "compute", device.computeTypes()),
        mebi(node, "cacheMiB"),
        oneOf(node, "batchers", List.of(Batchers.values())),
        oneOf(node, "prepack", List.of(Prepack.values())),
        mebi(node, "memoryMiB"));
  }

  /** Returns the name of a choice in sweep files, for example {@code per-task}. */
  public static String key(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the most bytes of keys and values per task; empty where the machine decides. */
  public OptionalLong cacheBytes() {
    return cacheMiB == BY_MACHINE ? OptionalLong.empty() : OptionalLong.of((long) cacheMiB << 20);
  }

  private static int mebi(ConfigNode node, String key) {
    return node.optional(key).map(value -> value.integer(1, 1 << 24)).orElse(BY_MACHINE);
  }

  /** Reads a choice; the first of the known ones where the key is absent. */
  private static <E extends Enum<E>> E oneOf(ConfigNode node, String key, List<E> known) {
    return node.optional(key).map(value -> oneOf(value, known)).orElse(known.get(0));
  }

  private static <E extends Enum<E>> E oneOf(ConfigNode value, List<E> known) {
    return known.stream()
        .filter(choice -> key(choice).equals(value.text()))
        .findFirst()
        .orElseThrow(
            () -> value.invalid("one of " + known.stream().map(EngineSettings::key).toList()));
  }
}
