package org.alphagrid.storage;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Whether the page cache gets memory faster than a disk takes bytes. A virtual machine may have to
 * fetch each page from its host, which takes ten times as long as writing what is put into it; that
 * comes and goes, so it is measured with every write and tried again now and then.
 */
final class FreshMemory {
  /** What all files of this JVM have found. */
  static final FreshMemory OF_THIS_MACHINE = new FreshMemory();

  /** One gigabyte in a second: reading the bytes back from a disk takes about as long. */
  private static final double SLOW_NANOS_PER_BYTE = 1;

  private static final int TRIED_AGAIN = 16;

  /** Some pages are slow at any time; what counts is what many of them take together. */
  private static final double WEIGHT = 0.125;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private double nanosPerByte;
  private int avoided;

  /**
   * Nanoseconds this thread has worked, also for the system: a thread that waits for a processor or
   * a lock does not find memory slow.
   */
  static long worked() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  /** Whether the next bytes should go through the page cache. */
  synchronized boolean isFast() {
    return nanosPerByte < SLOW_NANOS_PER_BYTE || ++avoided % TRIED_AGAIN == 0;
  }

  /** Tells how long some bytes took that went through the page cache. */
  synchronized void took(long nanos, long bytes) {
    nanosPerByte += WEIGHT * ((double) nanos / bytes - nanosPerByte);
  }
}
