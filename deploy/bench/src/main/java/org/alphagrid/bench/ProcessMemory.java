package org.alphagrid.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads the resident memory of this process in bytes, as Linux counts it. */
public final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private ProcessMemory() {}

  /** Returns the bytes resident now that belong to no file: heap, buffers, the engine's blocks. */
  public static long anonymous() throws IOException {
    return read("RssAnon:");
  }

  /** Returns the bytes resident now that are pages of files, which the kernel can take back. */
  public static long ofFiles() throws IOException {
    return read("RssFile:");
  }

  /** Returns the bytes that the Java heap has taken from the system, in use or not. */
  public static long heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
  }

  /** Returns the bytes resident now. */
  public static long resident() throws IOException {
    return read("VmRSS:");
  }

  /** Returns the most bytes resident at a time since {@link #resetPeak}, or since the start. */
  public static long peak() throws IOException {
    return read("VmHWM:");
  }

  /** Begins a new measurement of the peak. */
  public static void resetPeak() throws IOException {
    Files.writeString(CLEAR, "5");
  }

  /** Returns the peak in GiB; "unknown on this system" where the kernel does not tell it. */
  public static String peakText() throws IOException {
    return Files.exists(STATUS)
        ? String.format(Locale.ROOT, "%.2f GiB", peak() / (double) (1 << 30))
        : "unknown on this system";
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
