package org.alphagrid.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.alphagrid.benchmark.Problem;

/**
 * Answers graded per second by one thread: plain numbers, and answers that need identities at
 * random points.
 *
 * <p>Run its {@code main} on the test class path of this module.
 */
public final class GradingBenchmark {
  private static final System.Logger LOG = System.getLogger(GradingBenchmark.class.getName());
  private static final int ANSWERS = 20_000;
  private static final int ROUNDS = 5;
  private static final String[][] SYMBOLIC = {
    {"(a+%d)(b+2)", "ab+2a+%d b+2 \\cdot %d"},
    {"\\sin 2x + %d", "%d + 2 \\sin x \\cos x"},
    {"%d\\sqrt{\\frac{1}{n}}", "\\frac{%d}{\\sqrt{n}}"},
    {"\\frac{x^%d-1}{x-1}", "x^%d+1"},
    {"e^{x+%d}", "e^x \\cdot e^{%d}"},
    {"1 \\pm \\sqrt{%d}", "1-\\sqrt{%d}, 1+\\sqrt{%d}"},
  };

  private GradingBenchmark() {}

  private record Pair(String reference, String candidate) {}

  /** Runs everything. */
  public static void main(String[] arguments) {
    for (String name : List.of("integer", "number", "math")) {
      measure(name + ", plain numbers", Grading.graders().find(name), numbers());
    }
    measure("math, symbolic", Grading.graders().find("math"), symbolic());
  }

  private static void measure(String what, Grader grader, List<Pair> pairs) {
    double best = 0;
    int right = 0;
    for (int round = 0; round < ROUNDS; round++) {
      right = 0;
      long start = System.nanoTime();
      for (Pair pair : pairs) {
        Problem problem = new Problem("1", "q", List.of(), pair.reference(), null);
        right += grader.grade(pair.candidate(), problem).score() == 1 ? 1 : 0;
      }
      best = Math.max(best, pairs.size() * 1e9 / (System.nanoTime() - start));
    }
    LOG.log(
        System.Logger.Level.INFO,
        "%s: %,.0f answers per second, %d of %d right".formatted(what, best, right, pairs.size()));
  }

  private static List<Pair> numbers() {
    Random random = new Random(1);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < ANSWERS; i++) {
      int value = random.nextInt(100_000);
      String reference = String.valueOf(value);
      String candidate = i % 2 == 0 ? "%,d.00".formatted(value) : String.valueOf(value + 1);
      pairs.add(new Pair(reference, candidate));
    }
    return pairs;
  }

  private static List<Pair> symbolic() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < ANSWERS; i++) {
      String[] forms = SYMBOLIC[i % SYMBOLIC.length];
      String number = String.valueOf(2 + i % 7);
      pairs.add(new Pair(forms[0].replace("%d", number), forms[1].replace("%d", number)));
    }
    return pairs;
  }
}
