package org.alphagrid.eval.grade.math;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides whether two formulas agree: without letters by their value, with letters by their values
 * at random fractions where both are defined. Rational formulas are compared exactly, others
 * through {@link Ball}s; a point where either is undefined or uncertain decides nothing, and enough
 * points must decide.
 */
final class Identity {
  private static final int ENOUGH_POINTS = 8;
  private static final int MOST_POINTS = 48;
  private static final int[] DENOMINATORS = {3, 5, 7, 11};

  private final WorkLimit work;

  // The verdict must not change between runs.
  private final Random random = new Random(20_251_122);

  Identity(WorkLimit work) {
    this.work = work;
  }

  boolean equal(Node left, Node right) {
    Set<String> letters = letters(List.of(left, right));
    if (letters.isEmpty()) {
      FormulaEvaluation constant = new FormulaEvaluation(Map.of(), work);
      return constant.value(left).meets(constant.value(right));
    }
    int decided = 0;
    for (int i = 0; i < MOST_POINTS && decided < ENOUGH_POINTS; i++) {
      FormulaEvaluation evaluation = new FormulaEvaluation(point(letters), work);
      Ball first = valueOrNull(evaluation, left);
      Ball second = first == null ? null : valueOrNull(evaluation, right);
      if (second != null) {
        if (!first.meets(second)) {
          return false;
        }
        decided++;
      }
    }
    return decided == ENOUGH_POINTS;
  }

  /** Returns whether one formula is the other times a constant other than zero. */
  boolean proportional(Node left, Node right) {
    Set<String> letters = letters(List.of(left, right));
    Ball ratio = null;
    int decided = 0;
    for (int i = 0; i < MOST_POINTS && decided < ENOUGH_POINTS; i++) {
      FormulaEvaluation evaluation = new FormulaEvaluation(point(letters), work);
      Ball here = valueOrNull(evaluation, new Node.Quotient(left, right));
      if (here != null) {
        if (ratio != null && !ratio.meets(here)) {
          return false;
        }
        ratio = here;
        decided++;
      }
    }
    return decided == ENOUGH_POINTS && ratio.size() > ratio.radius();
  }

  private static Ball valueOrNull(FormulaEvaluation evaluation, Node node) {
    try {
      return evaluation.value(node);
    } catch (NotUnderstood undefined) {
      return null;
    }
  }

  Set<String> letters(List<Node> nodes) {
    Set<String> letters = new TreeSet<>();
    nodes.forEach(node -> letters.addAll(FormulaEvaluation.letters(node, work)));
    return letters;
  }

  private Map<String, Rational> point(Set<String> letters) {
    Map<String, Rational> point = new HashMap<>();
    for (String letter : letters) {
      int below = DENOMINATORS[random.nextInt(DENOMINATORS.length)];
      int above = 1 + random.nextInt(3 * below);
      // Roots and logarithms have values on the positive side, signs show on the other.
      boolean negative = random.nextInt(5) < 2;
      point.put(letter, Rational.of(negative ? -above : above, below));
    }
    return point;
  }
}
