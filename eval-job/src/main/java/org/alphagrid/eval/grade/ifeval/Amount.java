package org.alphagrid.eval.grade.ifeval;

/** How often something is to occur. */
record Amount(Relation relation, int number) {
  /** The two relations of the data. */
  enum Relation {
    LESS_THAN,
    AT_LEAST
  }

  boolean holds(long count) {
    return relation == Relation.LESS_THAN ? count < number : count >= number;
  }
}
