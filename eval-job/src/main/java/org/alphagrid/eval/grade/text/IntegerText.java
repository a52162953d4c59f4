package org.alphagrid.eval.grade.text;

import java.util.Optional;

/**
 * Reads a whole number and nothing else. Accepted: {@link Decoration}, one sign (plus, minus or the
 * Unicode minus), leading zeros, {@link DigitGroups}, a final point, and decimals that are all zero
 * ({@code 25.0} states the same number as {@code 25}). Not accepted: units, percent, fractions,
 * {@code x = 25}, powers of ten.
 */
public final class IntegerText {
  // Far beyond any answer; keeps work small for a box around a whole essay.
  private static final int MOST_CHARACTERS = 1000;

  private static final String MINUS_SIGNS = "-\u2212";

  private IntegerText() {}

  public static boolean isSign(char c) {
    return c == '+' || MINUS_SIGNS.indexOf(c) >= 0;
  }

  /** Returns the number in canonical digits: no plus, no leading zero, no minus zero. */
  public static Optional<String> canonical(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    String number = Decoration.strip(text);
    boolean signed = !number.isEmpty() && isSign(number.charAt(0));
    String magnitude = signed ? number.substring(1).stripLeading() : number;
    if (!DigitGroups.digitAt(magnitude, 0)) {
      return Optional.empty();
    }
    int end = DigitGroups.end(magnitude, 0);
    if (!onlyZeroDecimals(magnitude.substring(end))) {
      return Optional.empty();
    }
    boolean negative = signed && MINUS_SIGNS.indexOf(number.charAt(0)) >= 0;
    return Optional.of(canonical(negative, magnitude.substring(0, end)));
  }

  private static boolean onlyZeroDecimals(String rest) {
    return rest.isEmpty()
        || (rest.charAt(0) == '.' && rest.chars().skip(1).allMatch(digit -> digit == '0'));
  }

  // Digits are compared as text: parsing a long run into a number takes quadratic time.
  private static String canonical(boolean negative, String grouped) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < grouped.length(); i++) {
      char c = grouped.charAt(i);
      if (c >= '0' && c <= '9' && (c != '0' || !digits.isEmpty())) {
        digits.append(c);
      }
    }
    if (digits.isEmpty()) {
      return "0";
    }
    return negative ? "-" + digits : digits.toString();
  }
}
