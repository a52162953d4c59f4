package org.alphagrid.eval.grade;

import java.util.Optional;
import org.alphagrid.core.plugin.Named;
import org.alphagrid.eval.benchmark.Problem;

/**
 * Compares a candidate with a problem's reference answer.
 *
 * <p>Graders never throw, whatever the candidate, and refuse what they do not understand: a false
 * accept is worse than a false reject.
 */
public interface Grader extends Named {
  /** Raised whenever some pair would get another verdict. */
  int version();

  /** What makes a problem's reference unfit for this grader, if anything. */
  Optional<String> referenceFault(Problem problem);

  /** The verdict on a candidate; a problem with a reference fault is never right. */
  Verdict grade(String candidate, Problem problem);

  /**
   * One spelling for all ways to write an answer that this grader tells apart only in spelling;
   * majority votes count it. Answers it does not understand stay as they are.
   */
  default String canonical(String answer, Problem problem) {
    return answer.strip();
  }

  /** Whether the reference is an answer, not a list of conditions. */
  default boolean comparesWithReference() {
    return true;
  }
}
