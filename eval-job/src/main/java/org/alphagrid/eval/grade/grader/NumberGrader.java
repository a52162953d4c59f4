package org.alphagrid.eval.grade.grader;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Grader;
import org.alphagrid.eval.grade.Verdict;
import org.alphagrid.eval.grade.text.NumberText;

/**
 * Compares numbers, read as {@link NumberText} describes. What the reference does not show is not
 * granted: a tolerance of one millionth only where it has decimals, a percent sign only where it
 * has one, thousands groups only where it is that large.
 */
@AutoService(Grader.class)
public final class NumberGrader implements Grader {
  @Override
  public String name() {
    return "number";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Optional<String> referenceFault(Problem problem) {
    return NumberText.parse(problem.reference()).isPresent()
        ? Optional.empty()
        : Optional.of("reference '" + problem.reference() + "' is no number");
  }

  @Override
  public Verdict grade(String candidate, Problem problem) {
    Optional<NumberText> reference = NumberText.parse(problem.reference());
    Optional<NumberText> number = NumberText.parse(candidate);
    if (reference.isEmpty() || number.isEmpty()) {
      return Verdict.wrong("not-a-number");
    }
    NumberText wanted = reference.get();
    NumberText given = number.get();
    if (given.percent() && !wanted.percent()) {
      return Verdict.wrong("percent-not-asked");
    }
    if (given.grouped() && !wanted.thousands()) {
      return Verdict.wrong("thousands-not-asked");
    }
    if (wanted.equalTo(given)) {
      return Verdict.right("number-equal");
    }
    return wanted.decimals() && wanted.near(given)
        ? Verdict.right("number-near")
        : Verdict.wrong("number-different");
  }

  @Override
  public String canonical(String answer, Problem problem) {
    return NumberText.parse(answer).map(NumberText::canonical).orElseGet(answer::strip);
  }
}
