package org.alphagrid.eval.grade.math;

/**
 * Computes functions of balls, each with the bound on how an error of its argument grows.
 *
 * @param complexRoots whether the square root of a negative number has a value
 */
record RealFunctions(boolean complexRoots) {
  private static final double UNIT = 0x1p-52;

  Ball apply(String name, Ball x) {
    return switch (name) {
      case "exp" -> exponential(x);
      case "ln" -> logarithm(x);
      case "log" -> logarithm(x).over(logarithm(Ball.exact(Rational.of(10))));
      case "abs" -> absolute(x);
      case "factorial" -> WholeFunctions.factorial(x);
      case "floor" -> WholeFunctions.rounded(x, Math.floor(x.re()));
      case "ceil" -> WholeFunctions.rounded(x, Math.ceil(x.re()));
      case "sinh" -> half(exponential(x).plus(exponential(x.negated()).negated()));
      case "cosh" -> half(exponential(x).plus(exponential(x.negated())));
      case "tanh" -> apply("sinh", x).over(apply("cosh", x));
      default -> trigonometric(name, real(x));
    };
  }

  private static Ball trigonometric(String name, Ball x) {
    double v = x.re();
    double r = x.radius();
    return switch (name) {
      case "sin" -> Ball.around(Math.sin(v), 0, r + UNIT);
      case "cos" -> Ball.around(Math.cos(v), 0, r + UNIT);
      case "tan" -> trigonometric("sin", x).over(trigonometric("cos", x));
      case "cot" -> trigonometric("cos", x).over(trigonometric("sin", x));
      case "sec" -> Ball.exact(Rational.ONE).over(trigonometric("cos", x));
      case "csc" -> Ball.exact(Rational.ONE).over(trigonometric("sin", x));
      case "atan" -> Ball.around(Math.atan(v), 0, r);
      case "asin" -> Ball.around(Math.asin(v), 0, inverseError(v, r));
      case "acos" -> Ball.around(Math.acos(v), 0, inverseError(v, r) + UNIT);
      default -> throw new NotUnderstood("unknown function " + name);
    };
  }

  private static double inverseError(double v, double r) {
    if (Math.abs(v) == 1 && r <= 2 * UNIT) {
      return 0;
    }
    double edge = Math.abs(v) + r;
    if (!(edge < 1)) {
      throw new NotUnderstood("outside the domain of an inverse function");
    }
    return r / Math.sqrt(1 - edge * edge);
  }

  private static Ball half(Ball x) {
    return x.times(Ball.exact(Rational.of(1, 2)));
  }

  private static Ball real(Ball x) {
    if (!x.real()) {
      throw new NotUnderstood("complex argument");
    }
    return x;
  }

  Ball exponential(Ball x) {
    if (x.exact() != null && x.exact().signum() == 0) {
      return Ball.exact(Rational.ONE);
    }
    double size = Math.exp(x.re());
    double error = size * Math.expm1(x.radius()) + size * UNIT;
    double im = x.real() ? 0 : size * Math.sin(x.im());
    return Ball.around(size * Math.cos(x.im()), im, error);
  }

  Ball logarithm(Ball x) {
    double least = real(x).re() - x.radius();
    if (!(least > 0)) {
      throw new NotUnderstood("logarithm of no positive number");
    }
    if (x.exact() != null && x.exact().equals(Rational.ONE)) {
      return Ball.exact(Rational.ZERO);
    }
    return Ball.around(Math.log(x.re()), 0, x.radius() / least);
  }

  private static Ball absolute(Ball x) {
    if (x.exact() != null) {
      return x.exact().signum() < 0 ? x.negated() : x;
    }
    return Ball.around(x.size(), 0, x.radius());
  }

  Ball root(int degree, Ball x) {
    if (x.exact() != null && x.exact().signum() == 0) {
      return x;
    }
    if (real(x).re() < 0) {
      return negativeRoot(degree, x);
    }
    Rational exact = x.exact() == null ? null : WholeFunctions.exactRoot(degree, x.exact());
    if (exact != null) {
      return Ball.exact(exact);
    }
    double least = x.re() - x.radius();
    if (!(least > 0)) {
      throw new NotUnderstood("root of what may be zero");
    }
    double value = degree == 2 ? Math.sqrt(x.re()) : Math.pow(x.re(), 1.0 / degree);
    return Ball.around(value, 0, value * x.radius() / (degree * least) + 4 * UNIT * value);
  }

  private Ball negativeRoot(int degree, Ball x) {
    if (degree % 2 == 1) {
      return root(degree, x.negated()).negated();
    }
    if (degree != 2 || !complexRoots) {
      throw new NotUnderstood("root of a negative number");
    }
    return root(2, x.negated()).times(Ball.around(0, 1, 0));
  }
}
