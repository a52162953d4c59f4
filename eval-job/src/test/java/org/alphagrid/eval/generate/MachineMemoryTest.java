package org.alphagrid.eval.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineMemoryTest {
  private static final long MIB = 1 << 20;

  @TempDir private Path root;
  private MachineMemory memory;

  @BeforeEach
  void machineWithEightGiBLeft() throws IOException {
    memory = new MachineMemory(root);
    write("proc/meminfo", "MemTotal: 16777216 kB\nMemFree: 1024 kB\nMemAvailable: 8388608 kB\n");
  }

  @Test
  void withoutAControlGroupItIsWhatTheMachineHasAvailable() {
    assertThat(memory.left()).contains(new MachineMemory.Left(8192 * MIB, "this machine's memory"));
  }

  /** The limit may be set further up, and a word in its place is none. */
  @Test
  void theNarrowestOfTheNestedGroupsOfTheSecondVersionCounts() throws IOException {
    write("proc/self/cgroup", "0::/pod/container\n");
    group("sys/fs/cgroup/pod/container", "max", 900 * MIB, 0, 0);
    group("sys/fs/cgroup/pod", Long.toString(2048 * MIB), 1500 * MIB, 200 * MIB, 100 * MIB);
    assertThat(memory.left())
        .contains(
            new MachineMemory.Left(848 * MIB, "the 2048 MiB of control group /sys/fs/cgroup/pod"));
  }

  /** Inside a container the group's own path is hidden: its files lie where all are mounted. */
  @Test
  void groupsOfTheFirstVersionAreReadWhereAContainerSeesThem() throws IOException {
    write("proc/self/cgroup", "5:cpu,cpuacct:/docker/x\n4:memory:/docker/x\n0::/\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", 1024 * MIB + "\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", 700 * MIB + "\n");
    write(
        "sys/fs/cgroup/memory/memory.stat",
        "cache 5\ninactive_file 1\ntotal_inactive_file %d\ntotal_active_file %d\n"
            .formatted(50 * MIB, 26 * MIB));
    assertThat(memory.left())
        .contains(
            new MachineMemory.Left(
                400 * MIB, "the 1024 MiB of control group /sys/fs/cgroup/memory"));
  }

  @Test
  void aGroupBeyondItsLimitHasNothingLeft() throws IOException {
    write("proc/self/cgroup", "0::/a\n");
    group("sys/fs/cgroup/a", Long.toString(100 * MIB), 120 * MIB, 0, 0);
    assertThat(memory.left().orElseThrow().bytes()).isZero();
  }

  @Test
  void aSystemThatDoesNotSayHasNoBound(@TempDir Path elsewhere) {
    assertThat(new MachineMemory(elsewhere).left()).isEmpty();
  }

  /** Between a mebibyte and what any machine has. */
  @Test
  void thisMachineHasSomeLeft() {
    if (Files.exists(Path.of("/proc/meminfo"))) {
      assertThat(MachineMemory.here().left().orElseThrow().bytes()).isBetween(MIB, 1L << 50);
    } else {
      assertThat(MachineMemory.here().left()).isEmpty();
    }
  }

  private void group(String path, String most, long used, long inactive, long active)
      throws IOException {
    write(path + "/memory.max", most + "\n");
    write(path + "/memory.current", used + "\n");
    write(
        path + "/memory.stat",
        "anon 1\nfile 2\ninactive_file %d\nactive_file %d\n".formatted(inactive, active));
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
