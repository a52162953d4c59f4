package org.alphagrid.report.chart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes elements that are well-formed as XML and read the same as HTML. All text and every
 * attribute value is escaped here and nowhere else.
 */
public final class Markup {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn; those without a value are left out
   */
  public Markup open(String element, Object... attributes) {
    tag(element, attributes).append('>');
    open.push(element);
    return this;
  }

  public Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Returns an element without content: an SVG shape or one of HTML's void elements. */
  public Markup empty(String element, Object... attributes) {
    tag(element, attributes).append("/>");
    return this;
  }

  public Markup element(String element, String text, Object... attributes) {
    return open(element, attributes).text(text).close();
  }

  public Markup text(String text) {
    text.codePoints().forEach(this::escape);
    return this;
  }

  public Markup line() {
    out.append('\n');
    return this;
  }

  /** Returns a style sheet, which HTML reads unescaped and XML does not. */
  public Markup style(String css) {
    if (css.contains("<") || css.contains("&")) {
      throw new IllegalArgumentException("Invalid style sheet (must hold neither '<' nor '&')");
    }
    out.append("<style>\n").append(css).append("</style>");
    return this;
  }

  /** Returns a script, under the same rule as a style sheet. */
  public Markup script(String code) {
    if (code.contains("<") || code.contains("&")) {
      throw new IllegalArgumentException("Invalid script (must hold neither '<' nor '&')");
    }
    out.append("<script>\n").append(code).append("</script>");
    return this;
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("Unclosed elements: " + open);
    }
    return out.toString();
  }

  private StringBuilder tag(String element, Object... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] == null) {
        continue;
      }
      out.append(' ').append(attributes[i]).append("=\"");
      text(value(attributes[i + 1]));
      out.append('"');
    }
    return out;
  }

  /** Coordinates need no more than a hundredth of a pixel. */
  private static String value(Object value) {
    if (value instanceof Double number) {
      String text = String.format(Locale.ROOT, "%.2f", number);
      return text.replaceFirst("\\.?0+$", "");
    }
    return value.toString();
  }

  private void escape(int codePoint) {
    switch (codePoint) {
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '&' -> out.append("&amp;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> out.appendCodePoint(isAllowed(codePoint) ? codePoint : 0xFFFD);
    }
  }

  /** Returns whether XML 1.0 allows a character (production Char). */
  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
