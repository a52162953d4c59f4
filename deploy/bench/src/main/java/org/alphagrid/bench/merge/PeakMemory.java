package org.alphagrid.bench.merge;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory this process has had at a time. */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private PeakMemory() {}

  static String text() throws IOException {
    long heap = ManagementFactory.getMemoryPoolMXBeans().stream().mapToLong(PeakMemory::peak).sum();
    return "%s; of it Java at most %d MB, the rest is cached parents, counted once for each mapping"
        .formatted(resident(), heap >> 20);
  }

  private static long peak(MemoryPoolMXBean pool) {
    return pool.getPeakUsage().getUsed();
  }

  private static String resident() throws IOException {
    if (!Files.exists(STATUS)) {
      return "unknown on this system";
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.substring("VmHWM:".length()).strip())
        .findFirst()
        .orElse("unknown");
  }
}
