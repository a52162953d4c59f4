package org.alphagrid.eval.grade.grader;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Grader;
import org.alphagrid.eval.grade.Verdict;
import org.alphagrid.eval.grade.math.MathEquivalence;

/** Compares answers by mathematical equivalence, as {@link MathEquivalence} defines it. */
@AutoService(Grader.class)
public final class MathGrader implements Grader {
  @Override
  public String name() {
    return "math";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Optional<String> referenceFault(Problem problem) {
    return MathEquivalence.blank(problem.reference())
        ? Optional.of("reference '" + problem.reference() + "' says nothing")
        : Optional.empty();
  }

  @Override
  public Verdict grade(String candidate, Problem problem) {
    MathEquivalence.Result result =
        MathEquivalence.compare(
            problem.reference(), candidate, NumberReading.percentAsked(problem));
    return result.equal() ? Verdict.right(result.rule()) : Verdict.wrong(result.rule());
  }

  @Override
  public String canonical(String answer, Problem problem) {
    return MathEquivalence.canonical(answer);
  }
}
