package org.alphagrid.eval.grade.latex;

/**
 * Reads a number's digits, decimals and power of ten ({@code 5e6}). Numbers swallow their thousands
 * groups, but inside brackets a bare comma separates: {@code (1,234)} is a pair.
 */
final class NumberScanner {
  private static final String[] GROUP_MARKS = {
    "{,}", ",\\!", "\\,", "\\!", "\\;", "\\:", "\\ ", "~", "{\\,}"
  };
  private static final int MOST_EXPONENT_DIGITS = 3;

  private final String text;
  private final StringBuilder digits = new StringBuilder();
  private int at;

  private NumberScanner(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /**
   * Reads the number that starts at a position.
   *
   * @param bracketed whether it stands in brackets
   */
  static NumberScanner scan(String text, int start, boolean bracketed) {
    NumberScanner number = new NumberScanner(text, start);
    number.digits();
    int group = number.digits.length() <= 3 ? number.groupStart(bracketed) : -1;
    while (group >= 0) {
      number.at = group;
      number.digits();
      group = number.groupStart(bracketed);
    }
    number.decimals();
    number.exponent();
    return number;
  }

  /** Returns the digits without group marks. */
  String number() {
    return digits.toString();
  }

  /** Returns the position after the number. */
  int end() {
    return at;
  }

  private void digits() {
    while (digit(text, at)) {
      digits.append(text.charAt(at++));
    }
  }

  private void decimals() {
    boolean repeating = text.startsWith(".\\overline", at);
    if (repeating || (at < text.length() && text.charAt(at) == '.' && digit(text, at + 1))) {
      digits.append('.');
      at++;
      digits();
    }
  }

  private void exponent() {
    if (at >= text.length() || Character.toLowerCase(text.charAt(at)) != 'e') {
      return;
    }
    boolean signed = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
    int first = at + (signed ? 2 : 1);
    int end = first;
    while (end - first <= MOST_EXPONENT_DIGITS && digit(text, end)) {
      end++;
    }
    boolean alone =
        end == text.length() || !digit(text, end) && !Character.isLetter(text.charAt(end));
    if (end > first && end - first <= MOST_EXPONENT_DIGITS && alone) {
      digits.append('e').append(text, at + 1, end);
      at = end;
    }
  }

  /** Returns where the next group of exactly three digits starts, or -1. */
  private int groupStart(boolean bracketed) {
    int start = at;
    for (String mark : GROUP_MARKS) {
      if (text.startsWith(mark, at)) {
        start = at + mark.length();
        break;
      }
    }
    boolean separated = at < text.length() && (text.charAt(at) == ',' || spaced());
    if (start == at && !bracketed && separated) {
      start = at + 1;
    }
    if (start == at) {
      return -1;
    }
    boolean spaced =
        text.startsWith("\\!", start - 2) && start < text.length() && text.charAt(start) == ' ';
    start += spaced ? 1 : 0;
    return threeDigits(start) ? start : -1;
  }

  /** A blank between groups of three, as in {@code 10 080}, but not in {@code 10 080/81}. */
  private boolean spaced() {
    int after = at + 4;
    return text.charAt(at) == ' '
        && (after >= text.length() || "/\\".indexOf(text.charAt(after)) < 0);
  }

  private boolean threeDigits(int start) {
    return digit(text, start)
        && digit(text, start + 1)
        && digit(text, start + 2)
        && !digit(text, start + 3);
  }

  static boolean digit(String text, int position) {
    return position >= 0
        && position < text.length()
        && text.charAt(position) >= '0'
        && text.charAt(position) <= '9';
  }
}
