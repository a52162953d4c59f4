package org.alphagrid.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the reasoning between the think tags.
 *
 * <p>Every step is one column of one addition or subtraction, so that each character follows from a
 * few characters nearby: a tiny model can then be nearly always right, and the text is long.
 *
 * <pre>
 * 17+48+9=?      17+48:7+8=15,1+4+1=6;65
 *                65+9:5+9=14,6+0+1=7;74
 *
 * 17-48+9=?      P17,9;N48
 *                17+9:7+9=16,1+0+1=2;26
 *                26-48=-(48-26):8-6=2,4-2=2;-22
 *
 * choices        A47n,B57n,C74y
 * </pre>
 */
public final class Thought {
  private final StringBuilder text = new StringBuilder();

  private Thought() {}

  /** Returns the steps for a problem, each line ended by a newline. */
  public static String of(ArithmeticProblem problem) {
    Thought thought = new Thought();
    switch (problem.kind()) {
      case CHAIN_SUM -> thought.total(problem.terms());
      case SIGNED_SUM -> thought.signedTotal(problem.terms());
      case CHOICE_SUM -> {
        thought.total(problem.terms());
        thought.scan(problem.options(), problem.value());
      }
    }
    return thought.text.toString();
  }

  private int total(List<Integer> terms) {
    int total = terms.get(0);
    for (int term : terms.subList(1, terms.size())) {
      text.append(total).append('+').append(term).append(':');
      addColumns(total, term);
      total += term;
      text.append(';').append(total).append('\n');
    }
    return total;
  }

  private void signedTotal(List<Integer> terms) {
    List<Integer> positive = new ArrayList<>();
    List<Integer> negative = new ArrayList<>();
    terms.forEach(term -> (term > 0 ? positive : negative).add(Math.abs(term)));
    text.append('P').append(join(positive)).append(";N").append(join(negative)).append('\n');
    int plus = total(positive);
    int minus = total(negative);
    text.append(plus).append('-').append(minus);
    if (plus < minus) {
      text.append("=-(").append(minus).append('-').append(plus).append(')');
    }
    text.append(':');
    subtractColumns(Math.max(plus, minus), Math.min(plus, minus));
    text.append(';').append(plus - minus).append('\n');
  }

  private void scan(List<Integer> options, int value) {
    for (int i = 0; i < options.size(); i++) {
      text.append(ArithmeticProblem.letter(i)).append(options.get(i));
      if (options.get(i) == value) {
        text.append("y\n");
        return;
      }
      text.append("n,");
    }
  }

  private void addColumns(int left, int right) {
    int carry = 0;
    for (int unit = 1; unit <= Math.max(left, right); unit *= 10) {
      int a = left / unit % 10;
      int b = right / unit % 10;
      int sum = a + b + carry;
      column(unit, a, '+', b, carry, sum);
      carry = sum / 10;
    }
  }

  private void subtractColumns(int larger, int smaller) {
    int borrow = 0;
    for (int unit = 1; unit <= Math.max(larger, 1); unit *= 10) {
      int a = larger / unit % 10;
      int b = smaller / unit % 10;
      int lent = a - b - borrow < 0 ? 10 : 0;
      column(unit, a + lent, '-', b, borrow, a + lent - b - borrow);
      borrow = lent / 10;
    }
  }

  private void column(int unit, int a, char operator, int b, int carried, int result) {
    if (unit > 1) {
      text.append(',');
    }
    text.append(a).append(operator).append(b);
    if (carried > 0) {
      text.append(operator).append(carried);
    }
    text.append('=').append(result);
  }

  private static String join(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
