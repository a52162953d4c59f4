package org.alphagrid.bench.merge;

import java.io.IOException;
import java.util.Arrays;

/**
 * Times two actions in turn, the one and the other first, so that what disturbs a machine for
 * seconds disturbs both. The middle try counts.
 *
 * @param first seconds of each try
 * @param second seconds of the other action in the same try
 */
record RatioPairs(double[] first, double[] second) {
  /**
   * Times both actions.
   *
   * @param before brings the machine into the same state before every action; not counted
   */
  static RatioPairs of(int tries, Action before, Action first, Action second) throws IOException {
    RatioPairs pairs = new RatioPairs(new double[tries], new double[tries]);
    for (int i = 0; i < tries; i++) {
      if (i % 2 == 0) {
        pairs.first[i] = seconds(before, first);
        pairs.second[i] = seconds(before, second);
      } else {
        pairs.second[i] = seconds(before, second);
        pairs.first[i] = seconds(before, first);
      }
    }
    return pairs;
  }

  private static double seconds(Action before, Action action) throws IOException {
    before.run();
    long start = System.nanoTime();
    action.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Returns the first action's seconds divided by the second's, in rising order. */
  double[] ratios() {
    double[] ratios = new double[first.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = first[i] / second[i];
    }
    Arrays.sort(ratios);
    return ratios;
  }

  /** Returns the median. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
