package org.alphagrid.report.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws problems for the bootstrap, with replacement and within each benchmark. Every model and
 * metric sees the same draws, and a drawn problem brings all its samples, so models stay paired and
 * accuracy stays tied to tokens.
 */
final class CommonDraws {
  private final int draws;
  private final List<int[][]> counts = new ArrayList<>();

  /**
   * Draws problems with replacement, the same for all models.
   *
   * @param sizes number of problems of each benchmark
   */
  CommonDraws(List<Integer> sizes, int draws, long seed) {
    if (draws < 1) {
      throw new IllegalArgumentException("Invalid draws: " + draws + " (must be at least 1)");
    }
    this.draws = draws;
    SplittableRandom root = new SplittableRandom(seed);
    sizes.forEach(size -> counts.add(counts(size, draws, root.split())));
  }

  int draws() {
    return draws;
  }

  /** Returns how often each problem of a benchmark is in a draw. */
  int[] counts(int benchmark, int draw) {
    return counts.get(benchmark)[draw].clone();
  }

  /** Returns the mean of the problem values of one benchmark in each draw. */
  double[] means(int benchmark, double[] values) {
    double[] means = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      int[] count = counts.get(benchmark)[draw];
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += count[i] * values[i];
      }
      means[draw] = sum / values.length;
    }
    return means;
  }

  /** Returns how often each problem was drawn. */
  private static int[][] counts(int size, int draws, SplittableRandom random) {
    int[][] counts = new int[draws][size];
    for (int[] count : counts) {
      for (int i = 0; i < size; i++) {
        count[random.nextInt(size)]++;
      }
    }
    return counts;
  }
}
