package org.alphagrid.eval.grade.math;

/**
 * Holds a complex number known to within a radius. While all inputs are rational and real the value
 * is exact. Rounding is bounded at every step, so that two balls which do not meet are proven
 * different, and a result too coarse to tell anything is recognised as such.
 *
 * @param exact the value itself where it is a known fraction; else null
 */
record Ball(double re, double im, double radius, Rational exact) {
  private static final double UNIT = 0x1p-52;
  private static final double COARSE = 1e-10;

  // A term this much smaller than its neighbour would vanish in rounding.
  private static final double LOST = 1e-12;

  static Ball exact(Rational value) {
    double number = value.doubleValue();
    return new Ball(number, 0, Math.abs(number) * UNIT, value);
  }

  /**
   * Returns a ball around a computed value; the rounding of that computation is added to the
   * radius.
   */
  static Ball around(double re, double im, double radius) {
    double size = Math.hypot(re, im);
    Ball ball = new Ball(re, im, radius + 8 * UNIT * size, null);
    if (!Double.isFinite(ball.radius) || ball.radius > Math.max(COARSE * size, LOST)) {
      throw new NotUnderstood("value not certain enough");
    }
    return ball;
  }

  double size() {
    return Math.hypot(re, im);
  }

  boolean real() {
    return im == 0;
  }

  Ball plus(Ball other) {
    if (exact != null && other.exact != null) {
      return exact(exact.plus(other.exact));
    }
    requireComparable(this, other);
    requireComparable(other, this);
    double error = radius + other.radius + UNIT * (size() + other.size());
    return around(re + other.re, im + other.im, error);
  }

  private static void requireComparable(Ball small, Ball large) {
    if (small.size() > small.radius && small.size() < LOST * large.size()) {
      throw new NotUnderstood("a term would be lost");
    }
  }

  Ball negated() {
    return exact != null ? exact(exact.negated()) : new Ball(-re, im == 0 ? 0 : -im, radius, null);
  }

  Ball times(Ball other) {
    if (exact != null && other.exact != null) {
      return exact(exact.times(other.exact));
    }
    double error = size() * other.radius + other.size() * radius + radius * other.radius;
    return around(
        re * other.re - im * other.im,
        re * other.im + im * other.re,
        error + 4 * UNIT * size() * other.size());
  }

  Ball over(Ball other) {
    if (exact != null && other.exact != null) {
      return exact(exact.over(other.exact));
    }
    double size = other.size();
    double least = size - other.radius;
    if (!(least > 0)) {
      throw new NotUnderstood("divisor may be zero");
    }
    double square = size * size;
    Ball inverse = around(other.re / square, -other.im / square, other.radius / (least * size));
    return times(other.im == 0 ? new Ball(inverse.re, 0, inverse.radius, null) : inverse);
  }

  /**
   * Returns whether the two may be the same number, as far as can be told; exact numbers are told
   * apart.
   */
  boolean meets(Ball other) {
    if (exact != null && other.exact != null) {
      return exact.equals(other.exact);
    }
    return mayBeZero() == other.mayBeZero()
        && Math.hypot(re - other.re, im - other.im) <= radius + other.radius;
  }

  private boolean mayBeZero() {
    return size() <= radius;
  }
}
