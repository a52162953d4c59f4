package org.alphagrid.eval.grade.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Takes typesetting away from a short text in words, so that what it says can be compared. */
public final class PlainText {
  // A letter that a font sets apart is as good as one in brackets.
  private static final Pattern SET_APART =
      Pattern.compile(
          "\\\\(?:text|textbf|textrm|textit|textsf|mathrm|mathbf|mathsf|boxed|fbox|mbox|emph|underline)"
              + "\\s?\\{\\s?([A-Za-z])\\s?\\}(?=\\s*[^\\s{}$*.])|\\*\\*([A-Z])\\*\\*(?=\\s*[^\\s.*$])");
  private static final Pattern FONT =
      Pattern.compile(
          "\\\\(?:text|textbf|textrm|textit|textsf|texttt|mathrm|mathbf|mathsf|mathit|boldsymbol|bm"
              + "|boxed|fbox|mbox|emph|underline|operatorname)\\s?\\{([^{}]*)\\}");
  private static final Pattern WIDE_SPACE = Pattern.compile("\\\\q?quad(?![A-Za-z])");
  private static final Pattern MARKS =
      Pattern.compile(
          "\\*\\*|__|`|\\$|\\\\[()\\[\\]]"
              + "|\\\\(?:left|right|bf|rm|displaystyle|big|Big)(?![A-Za-z])");
  private static final Pattern THIN_SPACE = Pattern.compile("\\\\[,;:! ]|~");
  private static final Pattern QUOTES = Pattern.compile("[\u201c\u201d\"]");
  private static final Pattern SINGLE_QUOTES =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])['\u2018]([^'\u2018\u2019\n]{0,200})['\u2019](?![\\p{L}\\p{N}])");
  private static final Pattern DASHES = Pattern.compile("[\u2010-\u2013\u2212]");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\h&&[^\\n]]+");
  private static final Pattern LINES = Pattern.compile(" ?\\n[\\n ]*");

  // Each level reads the text once more.
  private static final int MOST_LEVELS = 4;

  private PlainText() {}

  /**
   * Returns the text without fonts, formula marks, quotation marks and bold marks, with wide
   * characters as plain ones, with single blanks, and without a final full stop. Line breaks stay,
   * and a wide space of TeX becomes one.
   */
  public static String of(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    plain = SET_APART.matcher(plain).replaceAll("($1$2)");
    for (int level = 0; level < MOST_LEVELS; level++) {
      String inner = FONT.matcher(plain).replaceAll("$1");
      if (inner.equals(plain)) {
        break;
      }
      plain = inner;
    }
    plain = WIDE_SPACE.matcher(plain).replaceAll("\n");
    plain = MARKS.matcher(plain).replaceAll("");
    plain = THIN_SPACE.matcher(plain).replaceAll(" ");
    plain = QUOTES.matcher(plain).replaceAll("");
    plain = SINGLE_QUOTES.matcher(plain).replaceAll("$1");
    plain = DASHES.matcher(plain).replaceAll("-");
    plain = LINES.matcher(BLANKS.matcher(plain).replaceAll(" ")).replaceAll("\n").strip();
    return plain.endsWith(".") || plain.endsWith("\u3002")
        ? plain.substring(0, plain.length() - 1).stripTrailing()
        : plain;
  }
}
