package org.alphagrid.quickstart;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Weighs how often each level is trained on. */
public enum LevelMix {
  /** Weighs every level the same. */
  EVEN(1, 1, 1, 1, 1),
  /**
   * Weighs the easy levels most. Adding without writing is learnt from short sums upwards; long
   * ones stay guesses, and seeing many of them only hides what can be learnt.
   */
  EASY_FIRST(5, 3, 2, 1, 1);

  @SuppressWarnings("ImmutableEnumChecker") // Never written to and never handed out.
  private final int[] weights;

  LevelMix(int... weights) {
    this.weights = weights;
  }

  int draw(SplittableRandom random) {
    int left = random.nextInt(IntStream.of(weights).sum());
    int level = 0;
    while (left >= weights[level]) {
      left -= weights[level];
      level++;
    }
    return level + 1;
  }
}
