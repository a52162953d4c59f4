package org.alphagrid.eval.grade.grader;

import com.google.auto.service.AutoService;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Grader;
import org.alphagrid.eval.grade.Grading;
import org.alphagrid.eval.grade.Verdict;
import org.alphagrid.eval.grade.ifeval.InstructionResult;

/**
 * Checks whether an answer follows every instruction of its prompt, as {@link InstructionResult}
 * defines it. The score is strict, for the whole prompt. Measures hold what the other three of
 * IFEval's numbers are made of: {@code instructions}, {@code followed} and {@code followed-loose}
 * count instructions, {@code prompt-loose} is 1 when loose grading is content, and each instruction
 * has its own {@code strict/<id>}.
 */
@AutoService(Grader.class)
public final class IfEvalGrader implements Grader {
  @Override
  public String name() {
    return "ifeval";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Optional<String> referenceFault(Problem problem) {
    return InstructionResult.fault(problem.reference());
  }

  @Override
  public Verdict grade(String candidate, Problem problem) {
    if (referenceFault(problem).isPresent()) {
      return Verdict.wrong("no-instructions");
    }
    InstructionResult obedience = InstructionResult.of(candidate, problem.reference());
    Map<String, Double> measures = obedience.measures();
    return obedience.all()
        ? new Verdict(1, "all-followed", measures)
        : new Verdict(0, "not-all-followed", measures);
  }

  /** Votes count equal answers; these are all different. */
  @Override
  public String canonical(String answer, Problem problem) {
    return Grading.digest(answer);
  }

  @Override
  public boolean comparesWithReference() {
    return false;
  }
}
