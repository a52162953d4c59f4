package org.alphagrid.eval.grade.ifeval;

/** Checks whether an answer follows one instruction. */
@FunctionalInterface
interface Check {
  /**
   * Decides; never throws, in time linear in the answer.
   *
   * @param answer not blank
   */
  boolean follows(String answer);
}
