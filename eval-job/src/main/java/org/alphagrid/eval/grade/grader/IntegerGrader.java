package org.alphagrid.eval.grade.grader;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Grader;
import org.alphagrid.eval.grade.Verdict;
import org.alphagrid.eval.grade.math.WrittenNumber;

/**
 * Compares whole numbers, read as the grader {@code math} reads them: with units, currency signs,
 * {@code m + n =} before them or not. A percent sign is a unit as {@link NumberReading} says.
 */
@AutoService(Grader.class)
public final class IntegerGrader implements Grader {
  @Override
  public String name() {
    return "integer";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Optional<String> referenceFault(Problem problem) {
    return whole(problem.reference()).isPresent()
        ? Optional.empty()
        : Optional.of("reference '" + problem.reference() + "' is no whole number");
  }

  @Override
  public Verdict grade(String candidate, Problem problem) {
    Optional<WrittenNumber> number = NumberReading.read(candidate);
    Optional<WrittenNumber> reference = whole(problem.reference());
    if (number.isEmpty() || reference.isEmpty()) {
      return Verdict.wrong("not-an-integer");
    }
    WrittenNumber meant = NumberReading.meant(number.get(), reference.get(), problem);
    if (!meant.whole()) {
      return Verdict.wrong("not-an-integer");
    }
    return meant.sameValue(reference.get())
        ? Verdict.right("integer-equal")
        : Verdict.wrong("integer-different");
  }

  @Override
  public String canonical(String answer, Problem problem) {
    return whole(answer).map(WrittenNumber::canonical).orElseGet(answer::strip);
  }

  private static Optional<WrittenNumber> whole(String text) {
    return NumberReading.read(text).filter(WrittenNumber::whole);
  }
}
