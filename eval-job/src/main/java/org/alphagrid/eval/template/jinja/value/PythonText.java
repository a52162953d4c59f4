package org.alphagrid.eval.template.jinja.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** String operations with the meaning they have in Python. */
public final class PythonText {
  private PythonText() {}

  /** Python's {@code str.isspace} for one character. */
  public static boolean isSpace(int c) {
    return (c >= 0x09 && c <= 0x0d)
        || (c >= 0x1c && c <= 0x20)
        || c == 0x85
        || c == 0xa0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200a)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  /** Returns whether there is nothing but blanks. */
  public static boolean isBlank(String text) {
    return text.chars().allMatch(PythonText::isSpace);
  }

  /**
   * Removes characters from the ends.
   *
   * @param characters what to remove; null for blanks
   */
  public static String strip(String text, String characters, boolean left, boolean right) {
    int[] points = text.codePoints().toArray();
    int start = 0;
    int end = points.length;
    while (left && start < end && strips(points[start], characters)) {
      start++;
    }
    while (right && end > start && strips(points[end - 1], characters)) {
      end--;
    }
    return new String(points, start, end - start);
  }

  private static boolean strips(int point, String characters) {
    return characters == null ? isSpace(point) : characters.indexOf(point) >= 0;
  }

  /** Splits at runs of blanks. */
  public static List<Object> splitBlanks(String text, long most) {
    List<Object> parts = new ArrayList<>();
    String rest = strip(text, null, true, false);
    while (!rest.isEmpty() && (most < 0 || parts.size() < most)) {
      int end = 0;
      while (end < rest.length() && !isSpace(rest.charAt(end))) {
        end++;
      }
      parts.add(rest.substring(0, end));
      rest = strip(rest.substring(end), null, true, false);
    }
    if (!rest.isEmpty()) {
      // What the limit leaves keeps the blanks at its end.
      parts.add(rest);
    }
    return parts;
  }

  /** Splits at a separator, from the left. */
  public static List<Object> split(String text, String separator, long most) {
    requireSeparator(separator);
    List<Object> parts = new ArrayList<>();
    int start = 0;
    int found = text.indexOf(separator);
    while (found >= 0 && (most < 0 || parts.size() < most)) {
      parts.add(text.substring(start, found));
      start = found + separator.length();
      found = text.indexOf(separator, start);
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** Splits at a separator, from the right. */
  public static List<Object> splitRight(String text, String separator, long most) {
    requireSeparator(separator);
    List<Object> parts = new ArrayList<>();
    int end = text.length();
    int found = text.lastIndexOf(separator);
    while (found >= 0 && (most < 0 || parts.size() < most)) {
      parts.add(0, text.substring(found + separator.length(), end));
      end = found;
      found = end < separator.length() ? -1 : text.lastIndexOf(separator, end - separator.length());
    }
    parts.add(0, text.substring(0, end));
    return parts;
  }

  private static void requireSeparator(String separator) {
    if (separator.isEmpty()) {
      throw new TemplateException("Cannot split: empty separator");
    }
  }

  /** Lines without their ends, as {@code str.splitlines}. */
  public static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      if (!endsLine(text.charAt(at))) {
        at++;
        continue;
      }
      lines.add(text.substring(start, at));
      at += text.startsWith("\r\n", at) ? 2 : 1;
      start = at;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  private static boolean endsLine(char c) {
    return (c >= 0x0a && c <= 0x0d)
        || (c >= 0x1c && c <= 0x1e)
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  /** Replaces from the left, at most {@code most} times unless negative. */
  public static String replace(String text, String old, String replacement, long most) {
    BoundedText result = new BoundedText();
    long done = 0;
    int start = 0;
    int found = text.indexOf(old);
    while (found >= 0 && (most < 0 || done < most)) {
      result.append(text.substring(start, found)).append(replacement);
      done++;
      start = found + old.length();
      if (!old.isEmpty()) {
        found = text.indexOf(old, start);
      } else if (start < text.length()) {
        // An empty text stands before every character and at the end.
        found = text.offsetByCodePoints(start, 1);
      } else {
        found = -1;
      }
    }
    return result.append(text.substring(start)).toString();
  }

  public static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  public static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** First character in title case, the others in lower case. */
  public static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    return Character.toString(Character.toTitleCase(first))
        + lower(text.substring(Character.charCount(first)));
  }

  /** {@code str.title}: title case after every character that is no letter. */
  public static String title(String text) {
    StringBuilder result = new StringBuilder();
    boolean inWord = false;
    for (int point : text.codePoints().toArray()) {
      boolean cased =
          Character.isUpperCase(point)
              || Character.isLowerCase(point)
              || Character.isTitleCase(point);
      if (cased) {
        result.appendCodePoint(
            inWord ? Character.toLowerCase(point) : Character.toTitleCase(point));
      } else {
        result.appendCodePoint(point);
      }
      inWord = cased;
    }
    return result.toString();
  }

  public static String reverse(String text) {
    // StringBuilder keeps surrogate pairs together.
    return new StringBuilder(text).reverse().toString();
  }

  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
