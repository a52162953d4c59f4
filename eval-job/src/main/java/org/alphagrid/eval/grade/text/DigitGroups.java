package org.alphagrid.eval.grade.text;

/** Runs of decimal digits with thousands separators, as people and LaTeX write them. */
public final class DigitGroups {
  private static final String[] SEPARATORS = {",\\!", "{,}", "\\,", "\\!", ",", "\u2009", "\u202f"};

  private DigitGroups() {}

  public static boolean digitAt(String text, int at) {
    return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /**
   * Returns the end of the whole number whose first digit stands at {@code start}. A separator
   * belongs to it only between a first group of at most three digits and groups of exactly three.
   */
  public static int end(String text, int start) {
    int end = digitsEnd(text, start);
    if (end - start > 3) {
      return end;
    }
    while (true) {
      int group = end + separatorLength(text, end);
      if (group == end || digitsEnd(text, group) != group + 3) {
        return end;
      }
      end = group + 3;
    }
  }

  /** Returns the end of the digits from {@code start} on. */
  public static int digitsEnd(String text, int start) {
    int end = start;
    while (digitAt(text, end)) {
      end++;
    }
    return end;
  }

  private static int separatorLength(String text, int at) {
    for (String separator : SEPARATORS) {
      if (text.startsWith(separator, at)) {
        return separator.length();
      }
    }
    return 0;
  }
}
