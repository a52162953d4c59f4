package org.alphagrid.eval.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the memory that Linux would still give this process: what the machine has available, and
 * what each of the control groups it runs in (a container's limit) leaves. Pages of files count as
 * free: the kernel takes them back before it refuses.
 */
final class MachineMemory {
  private static final long KIB = 1 << 10;

  /** Returns the second version's control groups, and those of the first version for memory. */
  private static final String SECOND = "sys/fs/cgroup";

  private static final String FIRST = "sys/fs/cgroup/memory";

  private final Path root;

  /**
   * @param root where {@code proc} and {@code sys} are
   */
  MachineMemory(Path root) {
    this.root = root;
  }

  /** Reads the memory of this machine. */
  static MachineMemory here() {
    return new MachineMemory(Path.of("/"));
  }

  /**
   * Holds how much memory is left.
   *
   * @param bytes how much
   * @param of what it is left of, for messages
   */
  record Left(long bytes, String of) {}

  /** Returns the smallest of all that is left; empty where the system does not say. */
  Optional<Left> left() {
    List<Left> all = new ArrayList<>();
    number("proc/meminfo", "MemAvailable:")
        .ifPresent(kib -> all.add(new Left(kib * KIB, "this machine's memory")));
    for (String line : lines("proc/self/cgroup")) {
      String[] fields = line.split(":", 3);
      if (fields.length == 3 && fields[1].isEmpty()) {
        groups(SECOND, fields[2]).forEach(group -> second(group).ifPresent(all::add));
      } else if (fields.length == 3 && List.of(fields[1].split(",")).contains("memory")) {
        groups(FIRST, fields[2]).forEach(group -> first(group).ifPresent(all::add));
      }
    }
    return all.stream().min((a, b) -> Long.compare(a.bytes(), b.bytes()));
  }

  /** Returns a group and all that it lies in: each may have a limit. */
  private static List<String> groups(String mount, String group) {
    List<String> groups = new ArrayList<>();
    groups.add(mount);
    StringBuilder path = new StringBuilder(mount);
    for (String name : group.split("/")) {
      if (!name.isEmpty()) {
        groups.add(path.append('/').append(name).toString());
      }
    }
    return groups;
  }

  private Optional<Left> second(String group) {
    return left(
        group,
        number(group + "/memory.max", ""),
        number(group + "/memory.current", ""),
        number(group + "/memory.stat", "inactive_file "),
        number(group + "/memory.stat", "active_file "));
  }

  private Optional<Left> first(String group) {
    return left(
        group,
        number(group + "/memory.limit_in_bytes", ""),
        number(group + "/memory.usage_in_bytes", ""),
        number(group + "/memory.stat", "total_inactive_file "),
        number(group + "/memory.stat", "total_active_file "));
  }

  private static Optional<Left> left(
      String group,
      Optional<Long> limit,
      Optional<Long> used,
      Optional<Long> inactive,
      Optional<Long> active) {
    if (limit.isEmpty() || used.isEmpty()) {
      return Optional.empty();
    }
    long files = inactive.orElse(0L) + active.orElse(0L);
    long left = Math.max(0, limit.get() - Math.max(0, used.get() - files));
    return Optional.of(
        new Left(left, "the %d MiB of control group /%s".formatted(limit.get() >> 20, group)));
  }

  /** Reads the number after a key at the beginning of a line; a word in its place is no limit. */
  private Optional<Long> number(String file, String key) {
    for (String line : lines(file)) {
      if (line.startsWith(key)) {
        String digits = line.substring(key.length()).trim().split(" ")[0];
        return digits.matches("\\d{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Reads a file; empty where there is none: not Linux, or not this version of control groups. */
  private List<String> lines(String file) {
    try {
      return Files.readAllLines(root.resolve(file));
    } catch (IOException e) {
      return List.of();
    }
  }
}
