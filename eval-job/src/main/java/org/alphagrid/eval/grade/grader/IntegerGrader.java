package org.alphagrid.eval.grade.grader;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Grader;
import org.alphagrid.eval.grade.Verdict;
import org.alphagrid.eval.grade.text.IntegerText;

/** Compares whole numbers of any size, read as {@link IntegerText} describes. */
@AutoService(Grader.class)
public final class IntegerGrader implements Grader {
  @Override
  public String name() {
    return "integer";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Optional<String> referenceFault(Problem problem) {
    return IntegerText.canonical(problem.reference()).isPresent()
        ? Optional.empty()
        : Optional.of("reference '" + problem.reference() + "' is no whole number");
  }

  @Override
  public Verdict grade(String candidate, Problem problem) {
    Optional<String> number = IntegerText.canonical(candidate);
    if (number.isEmpty()) {
      return Verdict.wrong("not-an-integer");
    }
    return number.equals(IntegerText.canonical(problem.reference()))
        ? Verdict.right("integer-equal")
        : Verdict.wrong("integer-different");
  }

  @Override
  public String canonical(String answer, Problem problem) {
    return IntegerText.canonical(answer).orElseGet(answer::strip);
  }
}
