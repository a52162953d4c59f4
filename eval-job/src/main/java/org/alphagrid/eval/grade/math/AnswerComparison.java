package org.alphagrid.eval.grade.math;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares the structure of two answers, and their formulas by {@link Identity}. */
final class AnswerComparison {
  private static final int LEAST_DIGITS = 6;

  private final WorkLimit work;
  private final Identity identity;
  private final boolean percentAsked;
  private final ListComparison lists;
  private boolean missedUnit;

  AnswerComparison(WorkLimit work) {
    this(work, false);
  }

  /**
   * @param percentAsked whether the question asks for percents
   */
  AnswerComparison(WorkLimit work, boolean percentAsked) {
    this.work = work;
    this.percentAsked = percentAsked;
    this.identity = new Identity(work);
    this.lists = new ListComparison(this, work);
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
      return (named.label() || closed(named.value())) && same(named.value(), candidate);
    } else if (candidate instanceof Answer.Approximated both) {
      return same(reference, both.exact()) || same(reference, both.rounded());
    } else if (reference instanceof Answer.Approximated both) {
      return same(both.exact(), candidate) || same(both.rounded(), candidate);
    }
    Answer left = single(reference);
    Answer right = single(candidate);
    if (left instanceof Answer.Formula one && right instanceof Answer.Formula other) {
      return formulas(one, other);
    } else if (left instanceof Answer.Words one && right instanceof Answer.Words other) {
      return one.text().equals(other.text());
    } else if (left instanceof Answer.Matrix one && right instanceof Answer.Matrix other) {
      return matrices(one, other);
    } else if (left instanceof Answer.Time one && right instanceof Answer.Time other) {
      return TimeReader.same(one, other);
    }
    return collections(left, right) || otherKinds(left, right);
  }

  private boolean collections(Answer left, Answer right) {
    if (left instanceof Answer.Sequence one && right instanceof Answer.Sequence other) {
      return one.open().equals(other.open())
          && one.close().equals(other.close())
          && inOrder(one.items(), other.items());
    } else if (left instanceof Answer.Group one && right instanceof Answer.Group other) {
      return lists.inAnyOrder(one.items(), lists.unindexed(one, other));
    } else if (left instanceof Answer.Sequence one && right instanceof Answer.Group other) {
      return point(one) && inOrder(one.items(), lists.byName(other));
    } else if (left instanceof Answer.Group one && right instanceof Answer.Sequence other) {
      return point(other) && inOrder(lists.byName(one), other.items());
    } else if (left instanceof Answer.Union one && right instanceof Answer.Union other) {
      return lists.inAnyOrder(one.parts(), other.parts());
    }
    return false;
  }

  private static boolean point(Answer.Sequence sequence) {
    return sequence.open().equals("(") && sequence.close().equals(")");
  }

  private boolean otherKinds(Answer left, Answer right) {
    if (equation(left) && equation(right)) {
      return identity.proportional(difference(left), difference(right));
    }
    Answer.Formula asked = right instanceof Answer.Equation equation ? value(equation, 0) : null;
    if (asked != null && left instanceof Answer.Formula one) {
      return closed(one) && formulas(one, asked);
    }
    Answer.Formula wanted = left instanceof Answer.Equation equation ? value(equation, 1) : null;
    if (wanted != null && right instanceof Answer.Formula other) {
      return closed(other) && formulas(wanted, other);
    }
    return ratios(left, right) || choice(left, right) || choice(right, left);
  }

  /**
   * Returns the right side of an equation that says what was asked for on its left: {@code m + n =
   * 13}, or else null.
   *
   * @param letters the least number of letters of a length, {@code |AB|}; 0 takes any quantity
   */
  private Answer.Formula value(Answer.Equation equation, int letters) {
    boolean length =
        equation.left() instanceof Node.Function function
            && function.name().equals("abs")
            && FormulaEvaluation.letters(equation.left(), work).size() > letters;
    boolean asked = length || letters == 0 && Labels.quantity(equation.left(), work);
    return asked && closed(equation.right()) ? equation.right() : null;
  }

  /** Returns whether parts are in the same proportion; {@code 2:3} is two thirds, too. */
  private boolean ratios(Answer left, Answer right) {
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

  /** Returns a letter in words and the same letter as it stands. */
  private static boolean choice(Answer words, Answer letter) {
    return words instanceof Answer.Words text
        && letter instanceof Answer.Formula formula
        && formula.node() instanceof Node.Variable variable
        && variable.name().equals(text.text());
  }

  private static boolean equation(Answer answer) {
    return answer instanceof Answer.Equation
        || (answer instanceof Answer.Named named
            && !named.label()
            && named.value() instanceof Answer.Formula);
  }

  private static Node difference(Answer answer) {
    if (answer instanceof Answer.Equation equation) {
      return new Node.Sum(
          List.of(equation.left(), FormulaReader.negated(equation.right().node())));
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

  /** Returns the only answer of a list, however often it is said. */
  private Answer single(Answer answer) {
    List<Answer> items = answer instanceof Answer.Group group ? group.items() : List.of();
    boolean one = !items.isEmpty() && (items.size() == 1 || lists.distinct(items).size() == 1);
    return one ? items.get(0) : answer;
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

  private boolean formulas(Answer.Formula reference, Answer.Formula candidate) {
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
}
