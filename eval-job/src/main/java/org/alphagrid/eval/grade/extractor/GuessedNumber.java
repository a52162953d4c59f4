package org.alphagrid.eval.grade.extractor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the last number of a text, or the formula it stands in: of {@code $x = \\frac{3}{4}$} the 4
 * is no answer, but what is equal to x may be one.
 */
final class GuessedNumber {
  private static final LastNumber LAST = new LastNumber();
  private static final int AROUND = 500;
  private static final Pattern FORMULA =
      Pattern.compile(
          "\\$\\$(.+?)\\$\\$|\\\\\\((.+?)\\\\\\)|\\\\\\[(.+?)\\\\]|(?<!\\\\)\\$(?![\\d,.]+\\s+[A-Za-z(])([^$\\n]+?)\\$",
          Pattern.DOTALL);
  private static final Pattern EQUAL = Pattern.compile("(?<![<>!\\\\])=");
  private static final Pattern OPERAND_BEFORE =
      Pattern.compile("(?:[\\w)}\\]]\\s*[+*/\u00d7\u00b7^]|[\\d)}\\]]\\s*[-\u2212]|[_^]\\{?)\\s*$");

  private GuessedNumber() {}

  static Optional<String> in(String text) {
    Optional<LastNumber.Span> last = LAST.span(text);
    if (last.isEmpty()) {
      return Optional.empty();
    }
    LastNumber.Span number = last.get();
    int from = Math.max(0, number.start() - AROUND);
    String around = text.substring(from, Math.min(text.length(), number.end() + AROUND));
    Matcher formula = FORMULA.matcher(around);
    while (formula.find()) {
      if (formula.start() + from <= number.start() && formula.end() + from >= number.end()) {
        return value(content(formula));
      }
    }
    boolean operand = OPERAND_BEFORE.matcher(text.substring(from, number.start())).find();
    return operand ? Optional.empty() : Optional.of(text.substring(number.start(), number.end()));
  }

  private static String content(Matcher formula) {
    for (int group = 1; group <= formula.groupCount(); group++) {
      if (formula.group(group) != null) {
        return formula.group(group);
      }
    }
    throw new IllegalStateException("Cannot happen: a formula has a content");
  }

  private static Optional<String> value(String formula) {
    Matcher equal = EQUAL.matcher(formula);
    int start = 0;
    while (equal.find()) {
      start = equal.end();
    }
    return Optional.of(formula.substring(start).strip()).filter(value -> !value.isEmpty());
  }
}
