package org.alphagrid.eval.grade.math;

import java.util.List;

/** Describes what an answer is, before its formulas are compared. */
sealed interface Answer {
  /**
   * A formula.
   *
   * @param unit what stands after it, in words; empty without one
   */
  record Formula(Node node, String unit) implements Answer {}

  /** An answer in words, or a letter of a choice. */
  record Words(String text) implements Answer {}

  /** A point or an interval: order and both brackets count. */
  record Sequence(String open, String close, List<Answer> items) implements Answer {}

  /** A set or a bare list: order does not count. */
  record Group(List<Answer> items) implements Answer {}

  /** A union of intervals and sets. */
  record Union(List<Answer> parts) implements Answer {}

  /** A matrix, or a column. */
  record Matrix(List<List<Answer>> rows) implements Answer {}

  /**
   * A letter and its value or range: {@code x = 5}, {@code x \in [0, 1]}, {@code 0 < x < 1}.
   *
   * @param label whether the name only says what was asked for: {@code f(x)}, {@code \angle ABC}
   */
  record Named(String name, Answer value, boolean label) implements Answer {
    Named(String name, Answer value) {
      this(name, value, false);
    }
  }

  /** A value and what it rounds to: {@code \sqrt{2} \approx 1.41}. */
  record Approximated(Answer exact, Answer rounded) implements Answer {}

  /** Parts in proportion: {@code 2:3}. */
  record Ratio(List<Answer> parts) implements Answer {}

  /**
   * A time of day.
   *
   * @param digits the hour and what follows it, as written
   * @param half {@code am}, {@code pm} or empty
   */
  record Time(List<Integer> digits, String half) implements Answer {}

  /** Any other equation; its right side may have a unit. */
  record Equation(Node left, Formula right) implements Answer {}
}
