package org.alphagrid.eval.grade.math;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares two formulas with their units, percent signs and roundings. */
final class FormulaComparison {
  private static final int LEAST_DIGITS = 6;

  private final WorkLimit work;
  private final Identity identity;
  private final boolean percentAsked;
  private boolean missedUnit;

  FormulaComparison(WorkLimit work, Identity identity, boolean percentAsked) {
    this.work = work;
    this.identity = identity;
    this.percentAsked = percentAsked;
  }

  /** Returns whether a unit stood on one side only somewhere. */
  boolean missedUnit() {
    return missedUnit;
  }

  boolean same(Answer.Formula reference, Answer.Formula candidate) {
    if (!Units.compatible(reference.unit(), candidate.unit())) {
      return false;
    }
    missedUnit |= !reference.unit().equals(candidate.unit());
    if (Units.percent(candidate.unit()) && !Units.percent(reference.unit())) {
      return percentAdded(reference.node(), candidate.node());
    }
    return equal(reference.node(), candidate.node()) || percentAsFraction(reference, candidate);
  }

  private boolean equal(Node reference, Node candidate) {
    if (reference.equals(candidate)) {
      return true;
    }
    if (special(reference) || special(candidate)) {
      return false;
    }
    return identity.equal(reference, candidate)
        || rounding(candidate, reference)
        || rounding(reference, candidate);
  }

  /**
   * Returns whether a percent sign may stand beside a number that has none in the reference: where
   * percents were asked for or the number is large, the sign is a unit; a number up to one is meant
   * as it is, and the percents must be a hundred times as many.
   */
  private boolean percentAdded(Node reference, Node candidate) {
    if (!identity.letters(List.of(reference, candidate)).isEmpty() || special(reference)) {
      return false;
    }
    boolean large = Math.abs(identity.number(reference)) > 1;
    return large || percentAsked
        ? equal(reference, candidate)
        : identity.equal(reference, hundredth(candidate));
  }

  private static Node hundredth(Node node) {
    return new Node.Quotient(node, FormulaReader.number(100));
  }

  private static boolean special(Node node) {
    return Infinity.is(node) || node instanceof Node.BasedNumber;
  }

  /** Returns where the reference shows a percent sign, 0.5 is as good as 50 %. */
  private boolean percentAsFraction(Answer.Formula reference, Answer.Formula candidate) {
    return Units.percent(reference.unit())
        && candidate.unit().isEmpty()
        && !special(candidate.node())
        && identity.equal(hundredth(reference.node()), candidate.node());
  }

  /**
   * Returns whether a decimal of enough digits is what an irrational or periodic value rounds to.
   */
  private boolean rounding(Node decimal, Node value) {
    if (!(decimal instanceof Node.Number number)
        || number.decimals() == 0
        || value instanceof Node.Number
        || !identity.letters(List.of(value)).isEmpty()) {
      return false;
    }
    Rational scaled = number.value().times(Rational.of(10).power(number.decimals()));
    if (scaled.numerator().abs().toString().length() < LEAST_DIGITS) {
      return false;
    }
    Ball ball = new FormulaEvaluation(Map.of(), work).value(value);
    double half = 0.5 * Math.pow(10, -number.decimals());
    return !terminates(ball.exact())
        && ball.real()
        && Math.abs(ball.re() - number.value().doubleValue()) <= half * (1 + 1e-9) + ball.radius();
  }

  private boolean terminates(Rational exact) {
    if (exact == null) {
      return false;
    }
    BigInteger rest = exact.denominator();
    for (BigInteger prime : List.of(BigInteger.TWO, BigInteger.valueOf(5))) {
      while (rest.mod(prime).signum() == 0) {
        work.step();
        rest = rest.divide(prime);
      }
    }
    return rest.equals(BigInteger.ONE);
  }

  /** Returns whether parts are in the same proportion; {@code 2:3} is two thirds, too. */
  boolean inProportion(Answer left, Answer right) {
    List<Node> one = parts(left);
    List<Node> other = parts(right);
    boolean ratio = left instanceof Answer.Ratio || right instanceof Answer.Ratio;
    if (!ratio || one.isEmpty() || one.size() != other.size()) {
      return false;
    }
    for (int i = 1; i < one.size(); i++) {
      Node across = new Node.Product(List.of(one.get(0), other.get(i)));
      if (!identity.equal(across, new Node.Product(List.of(other.get(0), one.get(i))))) {
        return false;
      }
    }
    return true;
  }

  private static List<Node> parts(Answer answer) {
    if (answer instanceof Answer.Formula formula && formula.unit().isEmpty()) {
      return formula.node() instanceof Node.Quotient quotient
          ? List.of(quotient.above(), quotient.below())
          : List.of();
    }
    List<Node> parts = new ArrayList<>();
    if (answer instanceof Answer.Ratio ratio) {
      for (Answer part : ratio.parts()) {
        if (!(part instanceof Answer.Formula formula)) {
          return List.of();
        }
        parts.add(formula.node());
      }
    }
    return parts;
  }
}
