package org.alphagrid.bench.generate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of this process, as Linux counts it. */
final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private ProcessMemory() {}

  /** Bytes resident now that belong to no file: heap, buffers, what the engine allocated. */
  static long anonymous() throws IOException {
    return read("RssAnon:");
  }

  /** Bytes resident now that are pages of files, which the kernel can take back. */
  static long ofFiles() throws IOException {
    return read("RssFile:");
  }

  /** Bytes that the Java heap has taken from the system, in use or not. */
  static long heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
  }

  /** Bytes resident now. */
  static long resident() throws IOException {
    return read("VmRSS:");
  }

  /** Most bytes resident since {@link #resetPeak}. */
  static long peak() throws IOException {
    return read("VmHWM:");
  }

  /** Begins a new measurement of the peak. */
  static void resetPeak() throws IOException {
    Files.writeString(CLEAR, "5");
  }

  private static long read(String key) throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IOException("Cannot read " + STATUS + ": no line begins with " + key);
  }
}
