package org.alphagrid.eval.grade.grader;

import java.util.Optional;
import java.util.regex.Pattern;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.math.MathEquivalence;
import org.alphagrid.eval.grade.math.WrittenNumber;

/** Reads numbers as the grader {@code math} reads them, and says where a percent sign may stand. */
final class NumberReading {
  private static final Pattern PERCENT =
      Pattern.compile("%|\\bper ?cent", Pattern.CASE_INSENSITIVE);

  private NumberReading() {}

  static Optional<WrittenNumber> read(String text) {
    return MathEquivalence.number(text);
  }

  /** Returns whether a problem's question asks for percents. */
  static boolean percentAsked(Problem problem) {
    return PERCENT.matcher(problem.question()).find();
  }

  /**
   * Returns the number to compare with the reference. A percent sign beside it is only a unit where
   * the reference or the question has percents too, or where the reference is larger than one; else
   * it means a hundredth.
   */
  static WrittenNumber meant(WrittenNumber given, WrittenNumber wanted, Problem problem) {
    boolean unit = wanted.percent() || wanted.large() || percentAsked(problem);
    return given.percent() && !unit ? given.hundredth() : given;
  }
}
