package org.alphagrid.eval.grade.math;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Holds a number that an answer says, exactly.
 *
 * @param denominator positive, in lowest terms with the numerator
 * @param decimals whether it is written with a point
 * @param percent whether a percent sign stands beside it, which is not part of the value
 */
public record WrittenNumber(
    BigInteger numerator, BigInteger denominator, boolean decimals, boolean percent) {
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

  /** Returns the number of an answer that is one, with a name before it or not. */
  static Optional<WrittenNumber> of(Answer answer, WorkLimit work) {
    if (answer instanceof Answer.Formula formula) {
      boolean decimals = formula.node() instanceof Node.Number number && number.decimals() > 0;
      return FormulaEvaluation.exactly(formula.node(), work)
          .map(value -> of(value, decimals, Units.percent(formula.unit())));
    } else if (answer instanceof Answer.Named named) {
      return of(named.value(), work);
    } else if (answer instanceof Answer.Approximated both) {
      return of(both.exact(), work).or(() -> of(both.rounded(), work));
    } else if (answer instanceof Answer.Group group && group.items().size() == 1) {
      return of(group.items().get(0), work);
    } else if (answer instanceof Answer.Equation equation) {
      return Labels.quantity(equation.left(), work) ? of(equation.right(), work) : Optional.empty();
    }
    return Optional.empty();
  }

  private static WrittenNumber of(Rational value, boolean decimals, boolean percent) {
    return new WrittenNumber(value.numerator(), value.denominator(), decimals, percent);
  }

  Rational rational() {
    return new Rational(numerator, denominator);
  }

  /** Returns whether there is nothing after the point. */
  public boolean whole() {
    return denominator.equals(BigInteger.ONE);
  }

  /** Returns a hundredth of it, without a percent sign. */
  public WrittenNumber hundredth() {
    return of(rational().times(Rational.of(1, 100)), decimals, false);
  }

  /** Returns whether it is larger than one, sign aside. */
  public boolean large() {
    return numerator.abs().compareTo(denominator) > 0;
  }

  /** Returns whether both are the same value. */
  public boolean sameValue(WrittenNumber other) {
    return List.of(numerator, denominator).equals(List.of(other.numerator, other.denominator));
  }

  /** Returns whether the other is within a millionth of this number, which is not zero. */
  public boolean near(WrittenNumber other) {
    BigInteger here = numerator.multiply(other.denominator);
    BigInteger there = other.numerator.multiply(denominator);
    return numerator.signum() != 0
        && here.subtract(there).abs().multiply(MILLION).compareTo(here.abs()) <= 0;
  }

  /** Returns the value in one spelling, as a fraction in lowest terms where it is not whole. */
  public String canonical() {
    return rational().toString();
  }
}
