package org.alphagrid.mergebench;

import java.io.IOException;

/** The shortest of several tries, which says most about the program and least about its guests. */
final class Measured {
  private Measured() {}

  /** Something to be timed. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /** Seconds of the fastest try. */
  static double seconds(int tries, Action action) throws IOException {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < tries; i++) {
      long start = System.nanoTime();
      action.run();
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return best;
  }
}
