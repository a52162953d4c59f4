package org.alphagrid.eval.grade.math;

import java.math.BigInteger;

/** Computes functions that need exact whole numbers. */
final class WholeFunctions {
  private static final int MOST_FACTORIAL = 300;

  private WholeFunctions() {}

  static Ball factorial(Ball x) {
    int n = natural(x);
    BigInteger product = BigInteger.ONE;
    for (int i = 2; i <= n; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return Ball.exact(new Rational(product, BigInteger.ONE));
  }

  static Ball binomial(Ball above, Ball below) {
    int n = natural(above);
    int k = natural(below);
    if (k > n) {
      return Ball.exact(Rational.ZERO);
    }
    BigInteger value = BigInteger.ONE;
    for (int i = 1; i <= k; i++) {
      value = value.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return Ball.exact(new Rational(value, BigInteger.ONE));
  }

  private static int natural(Ball x) {
    if (x.exact() == null || x.exact().signum() < 0) {
      throw new NotUnderstood("no natural number");
    }
    return x.exact().intValue(MOST_FACTORIAL);
  }

  /** Returns a floor or ceiling, refused where the argument is too near a whole number to tell. */
  static Ball rounded(Ball x, double whole) {
    if (x.exact() != null && x.exact().whole()) {
      return x;
    }
    boolean near = Math.abs(x.re() - Math.rint(x.re())) <= x.radius() + 1e-12;
    if (!x.real() || near || Math.abs(whole) > 1e9) {
      throw new NotUnderstood("unclear rounding");
    }
    return Ball.exact(Rational.of((long) whole));
  }

  /** Returns the root of a positive fraction where it is a fraction too; else null. */
  static Rational exactRoot(int degree, Rational x) {
    BigInteger above = exactRoot(degree, x.numerator());
    BigInteger below = above == null ? null : exactRoot(degree, x.denominator());
    return below == null ? null : new Rational(above, below);
  }

  private static BigInteger exactRoot(int degree, BigInteger x) {
    BigInteger guess =
        degree == 2
            ? x.sqrt()
            : BigInteger.valueOf(Math.round(Math.pow(x.doubleValue(), 1.0 / degree)));
    boolean small = (long) guess.bitLength() * degree < 5000;
    return small && guess.pow(degree).equals(x) ? guess : null;
  }
}
