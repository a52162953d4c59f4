package org.alphagrid.bench.merge;

import java.io.IOException;

/** Times the shortest of several tries, which other programs of the machine disturb least. */
final class Measurement {
  private static final long LEAST_NANOS = 1_000_000_000L;

  private Measurement() {}

  /**
   * Returns the seconds of the fastest try; short actions are tried more often, until they are
   * compiled.
   */
  static double seconds(int tries, Action action) throws IOException {
    double best = Double.MAX_VALUE;
    double all = 0;
    for (int i = 0; i < tries || all * 1e9 < LEAST_NANOS; i++) {
      long start = System.nanoTime();
      action.run();
      double seconds = (System.nanoTime() - start) / 1e9;
      all += seconds;
      best = Math.min(best, seconds);
    }
    return best;
  }
}
