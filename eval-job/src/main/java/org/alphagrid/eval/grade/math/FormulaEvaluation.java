package org.alphagrid.eval.grade.math;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Computes the value of a formula at a point, exact as long as it stays rational. Outside the real
 * domain of a root or logarithm a formula with letters has no value; constant formulas may be
 * complex.
 */
final class FormulaEvaluation {
  private static final int MOST_EXPONENT = 400;

  private final Map<String, Rational> point;
  private final WorkLimit work;
  private final RealFunctions functions;

  FormulaEvaluation(Map<String, Rational> point, WorkLimit work) {
    this.point = point;
    this.work = work;
    this.functions = new RealFunctions(point.isEmpty());
  }

  Ball value(Node node) {
    work.step();
    if (node instanceof Node.Number number) {
      return Ball.exact(number.value());
    } else if (node instanceof Node.Variable variable) {
      return Ball.exact(point.get(variable.name()));
    } else if (node instanceof Node.Constant constant) {
      return constant(constant.name());
    } else if (node instanceof Node.Sum sum) {
      return sum(sum.terms());
    } else if (node instanceof Node.Product product) {
      return product(product.factors());
    } else if (node instanceof Node.Quotient quotient) {
      return value(quotient.above()).over(value(quotient.below()));
    } else if (node instanceof Node.Power power) {
      return power(power);
    } else if (node instanceof Node.Root root) {
      return functions.root(root.degree(), value(root.radicand()));
    } else if (node instanceof Node.Function function) {
      return function(function);
    }
    throw new NotUnderstood("no single value");
  }

  private static Ball constant(String name) {
    return switch (name) {
      case "pi" -> Ball.around(Math.PI, 0, 0);
      case "e" -> Ball.around(Math.E, 0, 0);
      case "i" -> Ball.around(0, 1, 0);
      default -> throw new NotUnderstood("no value of " + name);
    };
  }

  private Ball sum(List<Node> terms) {
    Ball total = value(terms.get(0));
    for (Node term : terms.subList(1, terms.size())) {
      total = total.plus(value(term));
    }
    return total;
  }

  private Ball product(List<Node> factors) {
    Ball total = value(factors.get(0));
    for (Node factor : factors.subList(1, factors.size())) {
      total = total.times(value(factor));
    }
    return total;
  }

  private Ball power(Node.Power power) {
    Ball exponent = value(power.exponent());
    boolean natural = power.base() instanceof Node.Constant e && e.name().equals("e");
    if (exponent.exact() != null && exponent.exact().whole()) {
      return whole(value(power.base()), exponent.exact().intValue(100_000));
    }
    return natural
        ? functions.exponential(exponent)
        : functions.exponential(exponent.times(functions.logarithm(value(power.base()))));
  }

  private Ball whole(Ball base, int exponent) {
    if (exponent < 0) {
      return Ball.exact(Rational.ONE).over(whole(base, -exponent));
    }
    if (base.exact() != null) {
      if (exponent == 0 && base.exact().signum() == 0) {
        throw new NotUnderstood("zero to the power of zero");
      }
      work.steps(1 + exponent / 100);
      return Ball.exact(base.exact().power(exponent));
    }
    if (exponent > MOST_EXPONENT) {
      throw new NotUnderstood("exponent too large");
    }
    Ball total = Ball.exact(Rational.ONE);
    for (int i = 0; i < exponent; i++) {
      work.step();
      total = total.times(base);
    }
    return total;
  }

  private Ball function(Node.Function function) {
    Ball argument = value(function.argument());
    if (function.parameter() != null) {
      Ball parameter = value(function.parameter());
      return function.name().equals("binomial")
          ? WholeFunctions.binomial(argument, parameter)
          : functions.logarithm(argument).over(functions.logarithm(parameter));
    }
    return functions.apply(function.name(), argument);
  }

  /** Returns the value of a formula that is a known fraction. */
  static Optional<Rational> exactly(Node node, WorkLimit work) {
    try {
      return letters(node, work).isEmpty()
          ? Optional.ofNullable(new FormulaEvaluation(Map.of(), work).value(node).exact())
          : Optional.empty();
    } catch (NotUnderstood e) {
      return Optional.empty();
    }
  }

  /** Returns the letters of a formula. */
  static Set<String> letters(Node node, WorkLimit work) {
    Set<String> letters = new TreeSet<>();
    collect(node, letters, work);
    return letters;
  }

  private static void collect(Node node, Set<String> letters, WorkLimit work) {
    work.step();
    if (node instanceof Node.Variable variable) {
      letters.add(variable.name());
    }
    for (Node child : children(node)) {
      collect(child, letters, work);
    }
  }

  static List<Node> children(Node node) {
    if (node instanceof Node.Sum sum) {
      return sum.terms();
    } else if (node instanceof Node.Product product) {
      return product.factors();
    } else if (node instanceof Node.Quotient quotient) {
      return List.of(quotient.above(), quotient.below());
    } else if (node instanceof Node.Power power) {
      return List.of(power.base(), power.exponent());
    } else if (node instanceof Node.Root root) {
      return List.of(root.radicand());
    } else if (node instanceof Node.PlusMinus both) {
      return List.of(both.left(), both.right());
    } else if (node instanceof Node.Function function) {
      return function.parameter() == null
          ? List.of(function.argument())
          : List.of(function.argument(), function.parameter());
    }
    return List.of();
  }
}
