package org.alphagrid.quickstart;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Holds one arithmetic problem.
 *
 * @param kind the benchmark it belongs to
 * @param level difficulty from 1 to 5
 * @param terms the signed numbers to add, in the order of the question; the first is positive
 * @param options the four values to choose from, empty unless {@code kind} is a choice
 */
public record ArithmeticProblem(Kind kind, int level, List<Integer> terms, List<Integer> options) {

  /** Checks the parts against each other. */
  public ArithmeticProblem {
    terms = List.copyOf(terms);
    options = List.copyOf(options);
    if (level < 1 || level > 5) {
      throw new IllegalArgumentException("Invalid level: " + level + " (must be 1 to 5)");
    }
    if (terms.size() < 2 || terms.get(0) <= 0) {
      throw new IllegalArgumentException(
          "Invalid terms: " + terms + " (must be two or more, the first positive)");
    }
    int sum = terms.stream().mapToInt(Integer::intValue).sum();
    boolean fits =
        kind == Kind.CHOICE_SUM ? options.size() == 4 && options.contains(sum) : options.isEmpty();
    if (!fits) {
      throw new IllegalArgumentException("Invalid options: " + options + " for " + kind);
    }
  }

  /** Returns the value of the sum. */
  public int value() {
    return terms.stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns the sum as a question, for example {@code 17-48+9=?}. */
  public String question() {
    StringBuilder text = new StringBuilder();
    for (int term : terms) {
      if (term >= 0 && text.length() > 0) {
        text.append('+');
      }
      text.append(term);
    }
    return text.append("=?").toString();
  }

  /** Returns what the user turn holds: the question, then one line per option if there are any. */
  public String prompt() {
    StringBuilder text = new StringBuilder(question());
    for (int i = 0; i < options.size(); i++) {
      text.append('\n').append(letter(i)).append(") ").append(options.get(i));
    }
    return text.toString();
  }

  /** Returns the reference answer: the value, or the letter of the right option. */
  public String answer() {
    return kind == Kind.CHOICE_SUM
        ? String.valueOf(letter(options.indexOf(value())))
        : String.valueOf(value());
  }

  /**
   * Returns the same text for every order of the terms and every benchmark, so that a shuffled sum
   * or its multiple-choice form counts as the same problem when train and evaluation are split.
   */
  public String canonical() {
    return terms.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Returns the letter of an option. */
  static char letter(int option) {
    return (char) ('A' + option);
  }
}
