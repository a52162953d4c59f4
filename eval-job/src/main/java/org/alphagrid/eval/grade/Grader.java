package org.alphagrid.eval.grade;

import java.util.Optional;
import org.alphagrid.core.plugin.Named;
import org.alphagrid.eval.benchmark.Problem;

/**
 * Judges a candidate against a problem's reference answer.
 *
 * <p>To add one, write a class with a public constructor without parameters and
 * {@code @AutoService(Grader.class)}; benchmarks and {@code regrade --grader} find it by its name.
 * The test {@code GradeContractTest} then checks it: a grader keeps no state, never throws whatever
 * the candidate, gives the same verdict for the same input, bounds its work, and scores 0 what it
 * does not understand, because a false accept is worse than a false reject.
 */
public interface Grader extends Named {
  /**
   * Returns the version, from 1 on, which every row records. Raise it whenever some pair of
   * candidate and problem would get another verdict.
   */
  int version();

  /**
   * Checks a reference before anything is generated; a fault ends the run with the problem's name.
   *
   * @return what makes the reference unfit for this grader, as the end of a sentence, for example
   *     {@code reference 'many' is no whole number}; empty where it is fit
   */
  Optional<String> referenceFault(Problem problem);

  /**
   * Judges a candidate.
   *
   * @param candidate what the extractor found, as written; may be any text
   * @param problem with its reference and, for multiple choice, the options in the order shown
   * @return the verdict; 0 for a problem with a reference fault
   */
  Verdict grade(String candidate, Problem problem);

  /**
   * Returns one spelling for all answers that this grader holds to be the same; majority votes
   * count it. An answer that it does not understand stays as it is, without the blanks around it.
   */
  default String canonical(String answer, Problem problem) {
    return answer.strip();
  }

  /**
   * Returns whether the reference is an answer. Return false where it is a list of conditions or
   * tests: a right answer then votes for itself, not for the reference.
   */
  default boolean comparesWithReference() {
    return true;
  }
}
