package org.alphagrid.mergebench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory this process has had at a time, mapped files included. */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private PeakMemory() {}

  static String text() throws IOException {
    if (!Files.exists(STATUS)) {
      return "unknown on this system";
    }
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmHWM:")) {
        return line.substring("VmHWM:".length()).strip()
            + ", cached parents that are mapped included";
      }
    }
    return "unknown";
  }
}
