package org.alphagrid.eval.grade.math;

import java.util.List;
import org.alphagrid.eval.grade.latex.MathToken;

/** Reads infinite ends of intervals, which have no value to compute with. */
final class Infinity {
  private static final Node POSITIVE = new Node.Constant("infty");
  private static final Node NEGATIVE = new Node.Constant("-infty");

  private Infinity() {}

  /** Returns the infinity these tokens say, or null. */
  static Node of(List<MathToken> tokens) {
    int size = tokens.size();
    if (size == 0 || size > 2 || !tokens.get(size - 1).macro("infty")) {
      return null;
    }
    if (size == 1 || tokens.get(0).is("+")) {
      return POSITIVE;
    }
    return tokens.get(0).is("-") ? NEGATIVE : null;
  }

  static Answer end(boolean upper) {
    return new Answer.Formula(upper ? POSITIVE : NEGATIVE, "");
  }

  static boolean is(Node node) {
    return node.equals(POSITIVE) || node.equals(NEGATIVE);
  }
}
