package org.alphagrid.bench.generate;

import java.util.concurrent.atomic.AtomicLong;

/** Measures how fast this machine reads memory far larger than its caches. */
final class MemoryRate {
  private static final int LONGS_PER_THREAD = 1 << 25; // 256 MiB
  private static final int ROUNDS = 4;

  /** Takes the sums, so that no read can be left out. */
  private static final AtomicLong SINK = new AtomicLong();

  private MemoryRate() {}

  /**
   * Returns the bytes read per second by that many threads together, in the best of some rounds.
   */
  static double bytesPerSecond(int threads) throws InterruptedException {
    long[][] blocks = new long[threads][LONGS_PER_THREAD];
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Thread[] workers = new Thread[threads];
      long start = System.nanoTime();
      for (int i = 0; i < threads; i++) {
        long[] block = blocks[i];
        workers[i] = new Thread(() -> SINK.addAndGet(sum(block)));
        workers[i].start();
      }
      for (Thread worker : workers) {
        worker.join();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      best = Math.max(best, (double) threads * LONGS_PER_THREAD * Long.BYTES / seconds);
    }
    return best;
  }

  /**
   * Returns the sum, made of eight sums side by side so that additions do not wait for each other.
   */
  private static long sum(long[] values) {
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    long e = 0;
    long f = 0;
    long g = 0;
    long h = 0;
    for (int i = 0; i < values.length; i += 8) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
      e += values[i + 4];
      f += values[i + 5];
      g += values[i + 6];
      h += values[i + 7];
    }
    return a + b + c + d + e + f + g + h;
  }
}
