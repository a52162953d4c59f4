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
  private static final int MOST_COUNTED = 14;
  private static final double ROUNDED = 0.005;
  private static final Set<String> COUNTING = Set.of("factorial", "binomial");
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
    boolean counting = counts(left) || counts(right);
    int decided = 0;
    for (int i = 0; i < MOST_POINTS && decided < ENOUGH_POINTS; i++) {
      Map<String, Rational> point = counting ? naturalPoint(letters) : point(letters);
      FormulaEvaluation evaluation = new FormulaEvaluation(point, work);
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

  /** Returns the value of a formula without letters, approximately. */
  double number(Node node) {
    return new FormulaEvaluation(Map.of(), work).value(node).re();
  }

  /** Returns whether a number is what a value without letters rounds to. */
  boolean near(Node exact, Node rounded) {
    if (!letters(List.of(exact, rounded)).isEmpty()) {
      return false;
    }
    double value = number(exact);
    int decimals = rounded instanceof Node.Number written ? written.decimals() : 0;
    double margin = decimals > 0 ? 0.5 * Math.pow(10, -decimals) : 0;
    double most = Math.max(margin * (1 + 1e-9), ROUNDED * Math.abs(value));
    return Math.abs(value - number(rounded)) <= most;
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

  /** Returns whether a formula has factorials or binomials of letters, which need whole numbers. */
  private boolean counts(Node node) {
    work.step();
    boolean counting =
        node instanceof Node.Function function
            && COUNTING.contains(function.name())
            && !letters(List.of(node)).isEmpty();
    return counting || FormulaEvaluation.children(node).stream().anyMatch(this::counts);
  }

  private Map<String, Rational> naturalPoint(Set<String> letters) {
    Map<String, Rational> point = new HashMap<>();
    letters.forEach(letter -> point.put(letter, Rational.of(1 + random.nextInt(MOST_COUNTED))));
    return point;
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
