package org.alphagrid.eval.generate.sampling;

import java.util.Arrays;

/**
 * Finds the largest logit of each of many interleaved groups (ids equal modulo the number of
 * groups), in one pass that compilers turn into vector code. The n-th largest maximum bounds the
 * n-th largest logit from below, so only groups above it need a second look.
 */
final class GroupMaxima {
  private static final int MOST_GROUPS = 1024;

  private final int groups;
  private final float[] maxima; // [groups]
  private final float[] sorted; // [groups]
  private final int[] candidates; // [vocabulary]

  GroupMaxima(int vocabularySize) {
    this.groups = Math.min(MOST_GROUPS, vocabularySize);
    this.maxima = new float[groups];
    this.sorted = new float[groups];
    this.candidates = new int[vocabularySize];
  }

  /** Most ids that {@link #collect} can be asked for. */
  int groups() {
    return groups;
  }

  /** Looks at new logits. */
  void read(float[] logits) {
    System.arraycopy(logits, 0, maxima, 0, groups);
    int begin = groups;
    for (; begin + groups <= logits.length; begin += groups) {
      raise(logits, begin, groups);
    }
    raise(logits, begin, logits.length - begin);
  }

  private void raise(float[] logits, int begin, int count) {
    for (int group = 0; group < count; group++) {
      maxima[group] = Math.max(maxima[group], logits[begin + group]);
    }
  }

  /**
   * Returns the id with the largest logit, the lowest among equals.
   *
   * @throws ArithmeticException when a logit is NaN or the largest is not finite
   */
  int best(float[] logits) {
    float largest = maxima[0];
    for (float maximum : maxima) {
      largest = Math.max(largest, maximum);
    }
    if (Float.isNaN(largest)) {
      throw new ArithmeticException(
          "Cannot draw a token: the logit of id " + firstNaN(logits) + " is NaN");
    }
    int best = Integer.MAX_VALUE;
    for (int group = 0; group < groups; group++) {
      if (maxima[group] == largest) {
        int id = group;
        while (logits[id] != largest) {
          id += groups;
        }
        best = Math.min(best, id);
      }
    }
    if (Float.isInfinite(largest)) {
      throw new ArithmeticException(
          "Cannot draw a token: the largest logit is %s, of id %d (must be finite)"
              .formatted(largest, best));
    }
    return best;
  }

  private static int firstNaN(float[] logits) {
    int id = 0;
    while (!Float.isNaN(logits[id])) {
      id++;
    }
    return id;
  }

  /**
   * Collects ids among which the {@code wanted} best are, ties included; see {@link #candidates}.
   *
   * @param wanted at most {@link #groups}
   * @return how many were collected
   */
  int collect(float[] logits, int wanted) {
    System.arraycopy(maxima, 0, sorted, 0, groups);
    Arrays.sort(sorted);
    float bound = sorted[groups - wanted];
    int count = 0;
    for (int group = 0; group < groups; group++) {
      if (maxima[group] >= bound) {
        for (int id = group; id < logits.length; id += groups) {
          if (logits[id] >= bound) {
            candidates[count++] = id;
          }
        }
      }
    }
    return count;
  }

  /** Returns what {@link #collect} found, in no order. */
  int[] candidates() {
    return candidates;
  }
}
