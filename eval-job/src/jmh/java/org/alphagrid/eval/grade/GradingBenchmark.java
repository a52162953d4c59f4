package org.alphagrid.eval.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.grader.IntegerGrader;
import org.alphagrid.eval.grade.grader.MathGrader;
import org.alphagrid.eval.grade.grader.NumberGrader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Answers graded per second by one thread, and the longest time that one fuzzed answer takes.
 *
 * <p>The main method runs all of it and prints each figure with its limit.
 */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class GradingBenchmark {
  private static final int ANSWERS = 2_000;
  private static final int FUZZED = 1_000;
  private static final double LEAST_NUMBERS = 5_000;
  private static final double LEAST_SYMBOLIC = 300;
  private static final double LONGEST_MILLIS = 250;
  private static final String[][] SYMBOLIC = {
    {"(a+%d)(b+2)", "ab+2a+%d b+2 \\cdot %d"},
    {"\\sin 2x + %d", "%d + 2 \\sin x \\cos x"},
    {"%d\\sqrt{\\frac{1}{n}}", "\\frac{%d}{\\sqrt{n}}"},
    {"\\frac{x^%d-1}{x-1}", "x^%d+1"},
    {"e^{x+%d}", "e^x \\cdot e^{%d}"},
    {"1 \\pm \\sqrt{%d}", "1-\\sqrt{%d}, 1+\\sqrt{%d}"},
  };
  private static final String[] PIECES = {
    "\\boxed{",
    "{",
    "}",
    "\\frac",
    "\\sqrt{",
    "\\begin{pmatrix}",
    "\\end{pmatrix}",
    "\\pm",
    "^",
    "_",
    "=",
    "<",
    "(",
    ")",
    "[",
    "]",
    ",",
    "x",
    "y",
    "9",
    "12",
    ".",
    "+",
    "-",
    "!",
    "\\sin",
    "\\cup",
    "|",
    "\\text{cm}",
    "\\circ",
    "%",
    "\\le",
    "\\infty",
    "\\binom",
    "&",
    "\\\\",
    "\\log"
  };

  private record Pair(Problem problem, String candidate) {}

  private final Grader integer = new IntegerGrader();
  private final Grader number = new NumberGrader();
  private final Grader math = new MathGrader();
  private final List<Pair> numbers = numbers();
  private final List<Pair> symbolic = symbolic();
  private final List<String> fuzzed = fuzzed();
  private final Problem formula = problem("\\frac{x^2-1}{x+1}");
  private int next;

  /** Plain numbers under the integer grader. */
  @Benchmark
  @OperationsPerInvocation(ANSWERS)
  public int integers() {
    return graded(integer, numbers);
  }

  /** Plain numbers under the number grader. */
  @Benchmark
  @OperationsPerInvocation(ANSWERS)
  public int decimals() {
    return graded(number, numbers);
  }

  /** Plain numbers under the math grader. */
  @Benchmark
  @OperationsPerInvocation(ANSWERS)
  public int numbersAsMath() {
    return graded(math, numbers);
  }

  /** Answers that need identities at random points. */
  @Benchmark
  @OperationsPerInvocation(ANSWERS)
  public int symbolicAnswers() {
    return graded(math, symbolic);
  }

  /** One of 1,000 fuzzed strings at a time: the longest sample counts. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Verdict fuzzedAnswer() {
    next = (next + 1) % FUZZED;
    return math.grade(fuzzed.get(next), formula);
  }

  private static int graded(Grader grader, List<Pair> pairs) {
    int right = 0;
    for (Pair pair : pairs) {
      right += grader.grade(pair.candidate(), pair.problem()).score() == 1 ? 1 : 0;
    }
    return right;
  }

  /** Runs everything and compares with the limits. */
  public static void main(String[] arguments) throws RunnerException {
    var options = new OptionsBuilder().include(GradingBenchmark.class.getName()).build();
    StringBuilder lines = new StringBuilder("\n");
    for (RunResult run : new Runner(options).run()) {
      Result<?> result = run.getPrimaryResult();
      String name = run.getParams().getBenchmark().replaceAll(".*\\.", "");
      if (name.equals("fuzzedAnswer")) {
        double longest = result.getStatistics().getMax();
        lines.append(
            "%-16s longest of %,d: %.2f ms, %.3f of the limit %.0f ms%n"
                .formatted(name, FUZZED, longest, longest / LONGEST_MILLIS, LONGEST_MILLIS));
      } else {
        double least = name.equals("symbolicAnswers") ? LEAST_SYMBOLIC : LEAST_NUMBERS;
        lines.append(
            "%-16s %,.0f answers/s, %.1f times the least wanted, %,.0f%n"
                .formatted(name, result.getScore(), result.getScore() / least, least));
      }
    }
    System.out.print(lines);
  }

  private static Problem problem(String reference) {
    return new Problem("1", "q", List.of(), reference, null);
  }

  private static List<Pair> numbers() {
    Random random = new Random(1);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < ANSWERS; i++) {
      int value = random.nextInt(100_000);
      String candidate = i % 2 == 0 ? "%,d.00".formatted(value) : String.valueOf(value + 1);
      pairs.add(new Pair(problem(String.valueOf(value)), candidate));
    }
    return pairs;
  }

  private static List<Pair> symbolic() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < ANSWERS; i++) {
      String[] forms = SYMBOLIC[i % SYMBOLIC.length];
      String number = String.valueOf(2 + i % 7);
      pairs.add(new Pair(problem(forms[0].replace("%d", number)), forms[1].replace("%d", number)));
    }
    return pairs;
  }

  private static List<String> fuzzed() {
    Random random = new Random(20_261_122);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < FUZZED; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(120); piece >= 0; piece--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
