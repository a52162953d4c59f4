package org.alphagrid.eval.grade.math;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Holds an exact fraction in lowest terms with a positive denominator. */
record Rational(BigInteger numerator, BigInteger denominator) {
  private static final int MOST_BITS = 4096;

  static final Rational ZERO = of(0);
  static final Rational ONE = of(1);

  Rational {
    if (denominator.signum() == 0) {
      throw new NotUnderstood("division by zero");
    }
    if (numerator.bitLength() > MOST_BITS || denominator.bitLength() > MOST_BITS) {
      throw new NotUnderstood("number too long");
    }
    BigInteger divisor = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      divisor = divisor.negate();
    }
    numerator = numerator.divide(divisor);
    denominator = denominator.divide(divisor);
  }

  static Rational of(long value) {
    return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
  }

  static Rational of(long numerator, long denominator) {
    return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /** Reads digits with at most one point, and a power of ten after {@code e}. */
  static Rational parse(String number) {
    int exponent = number.indexOf('e');
    if (exponent >= 0) {
      int power = Integer.parseInt(number.substring(exponent + 1));
      return parse(number.substring(0, exponent)).times(of(10).power(power));
    }
    return plain(number);
  }

  private static Rational plain(String digits) {
    int point = digits.indexOf('.');
    if (point < 0) {
      return new Rational(new BigInteger(digits), BigInteger.ONE);
    }
    String all = digits.substring(0, point) + digits.substring(point + 1);
    return new Rational(new BigInteger(all), BigInteger.TEN.pow(digits.length() - point - 1));
  }

  Rational plus(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Rational times(Rational other) {
    return new Rational(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  Rational over(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  Rational negated() {
    return new Rational(numerator.negate(), denominator);
  }

  Rational power(int exponent) {
    long bits = Math.max(numerator.bitLength(), denominator.bitLength());
    if (bits * Math.abs((long) exponent) > MOST_BITS) {
      throw new NotUnderstood("power too large");
    }
    return exponent >= 0
        ? new Rational(numerator.pow(exponent), denominator.pow(exponent))
        : ONE.over(power(-exponent));
  }

  boolean whole() {
    return denominator.equals(BigInteger.ONE);
  }

  int signum() {
    return numerator.signum();
  }

  /** Returns the value as an int, for exponents and degrees. */
  int intValue(int most) {
    if (!whole() || numerator.abs().compareTo(BigInteger.valueOf(most)) > 0) {
      throw new NotUnderstood("whole number out of range");
    }
    return numerator.intValue();
  }

  double doubleValue() {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), MathContext.DECIMAL64)
        .doubleValue();
  }

  @Override
  public String toString() {
    return whole() ? numerator.toString() : numerator + "/" + denominator;
  }
}
