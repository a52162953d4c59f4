package org.alphagrid.eval.grade.math;

import java.util.List;

/** Compares the structure of two answers, and their formulas by {@link Identity}. */
final class AnswerComparison {
  private final WorkLimit work;
  private final Identity identity;
  private final FormulaComparison formulas;
  private final ListComparison lists;

  AnswerComparison(WorkLimit work) {
    this(work, false);
  }

  /**
   * @param percentAsked whether the question asks for percents
   */
  AnswerComparison(WorkLimit work, boolean percentAsked) {
    this.work = work;
    this.identity = new Identity(work);
    this.formulas = new FormulaComparison(work, identity, percentAsked);
    this.lists = new ListComparison(this, work);
  }

  /** Returns whether a unit stood on one side only somewhere. */
  boolean missedUnit() {
    return formulas.missedUnit();
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
      return formulas.same(one, other);
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
      return closed(one) && formulas.same(one, asked);
    }
    Answer.Formula wanted = left instanceof Answer.Equation equation ? value(equation, 1) : null;
    if (wanted != null && right instanceof Answer.Formula other) {
      return closed(other) && formulas.same(wanted, other);
    }
    return formulas.inProportion(left, right) || choice(left, right) || choice(right, left);
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
      return new Node.Sum(List.of(equation.left(), FormulaReader.negated(equation.right().node())));
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
}
