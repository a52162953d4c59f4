package org.alphagrid.eval.grade.grader;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Grader;
import org.alphagrid.eval.grade.Verdict;
import org.alphagrid.eval.grade.math.WrittenNumber;

/**
 * Compares numbers, read as the grader {@code math} reads them. A tolerance of one millionth is
 * granted only where the reference has decimals; a percent sign is a unit as {@link NumberReading}
 * says.
 */
@AutoService(Grader.class)
public final class NumberGrader implements Grader {
  @Override
  public String name() {
    return "number";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Optional<String> referenceFault(Problem problem) {
    return NumberReading.read(problem.reference()).isPresent()
        ? Optional.empty()
        : Optional.of("reference '" + problem.reference() + "' is no number");
  }

  @Override
  public Verdict grade(String candidate, Problem problem) {
    Optional<WrittenNumber> reference = NumberReading.read(problem.reference());
    Optional<WrittenNumber> number = NumberReading.read(candidate);
    if (reference.isEmpty() || number.isEmpty()) {
      return Verdict.wrong("not-a-number");
    }
    WrittenNumber wanted = reference.get();
    WrittenNumber given = NumberReading.meant(number.get(), wanted, problem);
    if (wanted.sameValue(given)) {
      return Verdict.right("number-equal");
    }
    return wanted.decimals() && wanted.near(given)
        ? Verdict.right("number-near")
        : Verdict.wrong("number-different");
  }

  @Override
  public String canonical(String answer, Problem problem) {
    return NumberReading.read(answer).map(WrittenNumber::canonical).orElseGet(answer::strip);
  }
}
