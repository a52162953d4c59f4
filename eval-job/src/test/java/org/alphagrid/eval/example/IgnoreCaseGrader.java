package org.alphagrid.eval.example;

import com.google.auto.service.AutoService;
import java.util.Locale;
import java.util.Optional;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Grader;
import org.alphagrid.eval.grade.Verdict;

/** Accepts the words of the reference in capital or small letters. */
@AutoService(Grader.class)
public final class IgnoreCaseGrader implements Grader {
  @Override
  public String name() {
    return "ignore-case";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Optional<String> referenceFault(Problem problem) {
    return problem.reference().chars().anyMatch(Character::isLetter)
        ? Optional.empty()
        : Optional.of("reference '%s' has no letter".formatted(problem.reference()));
  }

  @Override
  public Verdict grade(String candidate, Problem problem) {
    boolean equal = canonical(candidate, problem).equals(canonical(problem.reference(), problem));
    return equal && referenceFault(problem).isEmpty()
        ? Verdict.right("words-equal")
        : Verdict.wrong("words-different");
  }

  @Override
  public String canonical(String answer, Problem problem) {
    return answer.strip().toLowerCase(Locale.ROOT);
  }
}
