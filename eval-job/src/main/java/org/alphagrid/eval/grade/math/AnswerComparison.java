package org.alphagrid.eval.grade.math;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Compares the structure of two answers, and their formulas by {@link Identity}. */
final class AnswerComparison {
  private static final int LEAST_DIGITS = 6;

  private final WorkLimit work;
  private final Identity identity;
  private boolean missedUnit;

  AnswerComparison(WorkLimit work) {
    this.work = work;
    this.identity = new Identity(work);
  }

  /** Returns whether a unit stood on one side only somewhere. */
  boolean missedUnit() {
    return missedUnit;
  }

  boolean same(Answer reference, Answer candidate) {
    work.enter();
    try {
      return compare(reference, candidate);
    } finally {
      work.leave();
    }
  }

  private boolean compare(Answer reference, Answer candidate) {
    if (reference instanceof Answer.Named left && candidate instanceof Answer.Named right) {
      return left.name().equals(right.name()) && same(left.value(), right.value());
    } else if (candidate instanceof Answer.Named named && !(reference instanceof Answer.Equation)) {
      return same(reference, named.value());
    } else if (reference instanceof Answer.Named named && !(candidate instanceof Answer.Equation)) {
      return closed(named.value()) && same(named.value(), candidate);
    }
    Answer left = single(reference);
    Answer right = single(candidate);
    if (left instanceof Answer.Formula one && right instanceof Answer.Formula other) {
      return formulas(one, other);
    } else if (left instanceof Answer.Words one && right instanceof Answer.Words other) {
      return one.text().equals(other.text());
    } else if (left instanceof Answer.Sequence one && right instanceof Answer.Sequence other) {
      return one.open().equals(other.open())
          && one.close().equals(other.close())
          && inOrder(one.items(), other.items());
    } else if (left instanceof Answer.Group one && right instanceof Answer.Group other) {
      return inAnyOrder(one.items(), other.items());
    } else if (left instanceof Answer.Union one && right instanceof Answer.Union other) {
      return inAnyOrder(one.parts(), other.parts());
    } else if (left instanceof Answer.Matrix one && right instanceof Answer.Matrix other) {
      return matrices(one, other);
    }
    return otherKinds(left, right);
  }

  private boolean otherKinds(Answer left, Answer right) {
    if (equation(left) && equation(right)) {
      return identity.proportional(difference(left), difference(right));
    }
    return choice(left, right) || choice(right, left);
  }

  /** Returns a letter in words and the same letter as it stands. */
  private static boolean choice(Answer words, Answer letter) {
    return words instanceof Answer.Words text
        && letter instanceof Answer.Formula formula
        && formula.node() instanceof Node.Variable variable
        && variable.name().equals(text.text());
  }

  private static boolean equation(Answer answer) {
    return answer instanceof Answer.Equation
        || (answer instanceof Answer.Named named && named.value() instanceof Answer.Formula);
  }

  private static Node difference(Answer answer) {
    if (answer instanceof Answer.Equation equation) {
      return new Node.Sum(List.of(equation.left(), FormulaReader.negated(equation.right())));
    }
    Answer.Named named = (Answer.Named) answer;
    Node value = ((Answer.Formula) named.value()).node();
    return new Node.Sum(List.of(new Node.Variable(named.name()), FormulaReader.negated(value)));
  }

  /**
   * Returns whether a value has no letters: an equation between letters is not met by its right
   * side alone.
   */
  private boolean closed(Answer value) {
    return !(value instanceof Answer.Formula formula)
        || Infinity.is(formula.node())
        || FormulaEvaluation.letters(formula.node(), work).isEmpty();
  }

  private static Answer single(Answer answer) {
    return answer instanceof Answer.Group group && group.items().size() == 1
        ? group.items().get(0)
        : answer;
  }

  private boolean matrices(Answer.Matrix left, Answer.Matrix right) {
    if (left.rows().size() != right.rows().size()) {
      return false;
    }
    for (int i = 0; i < left.rows().size(); i++) {
      if (!inOrder(left.rows().get(i), right.rows().get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean inOrder(List<Answer> left, List<Answer> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean inAnyOrder(List<Answer> left, List<Answer> right) {
    List<Answer> open = new ArrayList<>(right);
    for (Answer wanted : left) {
      if (!open.removeIf(firstMatch(wanted))) {
        return false;
      }
    }
    return left.size() == right.size();
  }

  private Predicate<Answer> firstMatch(Answer wanted) {
    boolean[] found = {false};
    return candidate -> {
      boolean match = !found[0] && sameOrUnclear(wanted, candidate);
      found[0] |= match;
      return match;
    };
  }

  private boolean sameOrUnclear(Answer left, Answer right) {
    try {
      // In a list, a letter's value does not stand for a value without a letter.
      return (left instanceof Answer.Named) == (right instanceof Answer.Named) && same(left, right);
    } catch (NotUnderstood e) {
      work.step();
      return false;
    }
  }

  private boolean formulas(Answer.Formula reference, Answer.Formula candidate) {
    if (!Units.compatible(reference.unit(), candidate.unit())) {
      return false;
    }
    missedUnit |= !reference.unit().equals(candidate.unit());
    if (reference.node().equals(candidate.node())) {
      return true;
    }
    if (special(reference.node()) || special(candidate.node())) {
      return false;
    }
    return identity.equal(reference.node(), candidate.node())
        || rounding(candidate.node(), reference.node())
        || rounding(reference.node(), candidate.node())
        || percentAsFraction(reference, candidate);
  }

  private static boolean special(Node node) {
    return Infinity.is(node) || node instanceof Node.BasedNumber;
  }

  /** Returns where the reference shows a percent sign, 0.5 is as good as 50 %. */
  private boolean percentAsFraction(Answer.Formula reference, Answer.Formula candidate) {
    return Units.percent(reference.unit())
        && candidate.unit().isEmpty()
        && identity.equal(
            new Node.Quotient(reference.node(), FormulaReader.number(100)), candidate.node());
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
}
