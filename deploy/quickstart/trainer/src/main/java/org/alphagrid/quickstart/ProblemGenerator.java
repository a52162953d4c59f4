package org.alphagrid.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws an endless, seeded stream of problems from one split. */
public final class ProblemGenerator {
  private static final List<Kind> KINDS = List.of(Kind.values());

  // Index is level - 1. A level adds a term, larger numbers or closer options, one at a time.
  private static final int[] SUM_TERMS = {2, 2, 3, 4, 5};
  private static final int[] SUM_BOUND = {30, 100, 100, 100, 100};
  private static final int[] SIGNED_TERMS = {3, 3, 3, 4, 5};
  private static final int[] SIGNED_BOUND = {10, 20, 50, 100, 100};
  private static final int[] NEAR = {1, 2, 9, 10, 11, 20};
  private static final int FIRST_NEAR_LEVEL = 3;

  private final SplittableRandom random;
  private final Split split;

  /** Starts a stream; equal arguments give equal streams. */
  public ProblemGenerator(long seed, Split split) {
    this.random = new SplittableRandom(seed);
    this.split = split;
  }

  /** Draws a problem of a random kind and of a level from the mix. */
  public ArithmeticProblem next(LevelMix levels) {
    return next(KINDS.get(random.nextInt(KINDS.size())), levels.draw(random));
  }

  /** Draws a problem of the given kind and level. */
  public ArithmeticProblem next(Kind kind, int level) {
    while (true) {
      ArithmeticProblem problem = draw(kind, level);
      if (Split.of(problem) == split) {
        return problem;
      }
    }
  }

  private ArithmeticProblem draw(Kind kind, int level) {
    return switch (kind) {
      case CHAIN_SUM -> new ArithmeticProblem(kind, level, sum(level), List.of());
      case SIGNED_SUM ->
          new ArithmeticProblem(
              kind, level, signedSum(SIGNED_TERMS[level - 1], SIGNED_BOUND[level - 1]), List.of());
      case CHOICE_SUM -> {
        List<Integer> terms = sum(level);
        int value = terms.stream().mapToInt(Integer::intValue).sum();
        yield new ArithmeticProblem(kind, level, terms, options(value, level >= FIRST_NEAR_LEVEL));
      }
    };
  }

  private List<Integer> sum(int level) {
    List<Integer> terms = new ArrayList<>();
    for (int i = 0; i < SUM_TERMS[level - 1]; i++) {
      terms.add(random.nextInt(1, SUM_BOUND[level - 1]));
    }
    return terms;
  }

  private List<Integer> signedSum(int count, int bound) {
    List<Integer> terms = new ArrayList<>();
    boolean negative = false;
    while (!negative) {
      terms.clear();
      terms.add(random.nextInt(1, bound));
      for (int i = 1; i < count; i++) {
        int sign = random.nextBoolean() ? 1 : -1;
        negative |= sign < 0;
        terms.add(sign * random.nextInt(1, bound));
      }
    }
    return terms;
  }

  private List<Integer> options(int value, boolean near) {
    List<Integer> options = new ArrayList<>();
    while (options.size() < 3) {
      int distance = near ? NEAR[random.nextInt(NEAR.length)] : random.nextInt(3, 31);
      int option = random.nextBoolean() ? value + distance : value - distance;
      if (option > 0 && !options.contains(option)) {
        options.add(option);
      }
    }
    options.add(random.nextInt(4), value);
    return options;
  }
}
