package org.alphagrid.quickstart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws seeded training steps: problems of the training split, each in a randomly chosen format.
 */
final class ExampleStream {
  private final ProblemGenerator problems;
  private final SplittableRandom formats;
  private final double thinkShare;
  private final LevelMix directLevels;

  /** Draws the format apart from the problem's kind, so that the base has to choose by chance. */
  ExampleStream(long seed, double thinkShare, LevelMix directLevels) {
    this.problems = new ProblemGenerator(seed, Split.TRAIN);
    this.formats = new SplittableRandom(~seed);
    this.thinkShare = thinkShare;
    this.directLevels = directLevels;
  }

  /** Draws the examples of one step, by length: dealt out in turn, every worker gets as much. */
  List<Example> next(int size) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      boolean think = formats.nextDouble() < thinkShare;
      examples.add(
          think
              ? Example.of(problems.next(LevelMix.EVEN), AnswerFormat.THINK)
              : Example.of(problems.next(directLevels), AnswerFormat.DIRECT));
    }
    examples.sort(Comparator.comparingInt(Example::length));
    return examples;
  }
}
