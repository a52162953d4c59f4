package org.alphagrid.eval.grade.grader;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Grader;
import org.alphagrid.eval.grade.Verdict;

/** Compares texts, character by character, blanks around them aside. */
@AutoService(Grader.class)
public final class ExactGrader implements Grader {
  @Override
  public String name() {
    return "exact";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Optional<String> referenceFault(Problem problem) {
    return Optional.empty();
  }

  @Override
  public Verdict grade(String candidate, Problem problem) {
    return candidate.strip().equals(problem.reference().strip())
        ? Verdict.right("text-equal")
        : Verdict.wrong("text-different");
  }
}
