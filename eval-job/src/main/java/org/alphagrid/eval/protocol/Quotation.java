package org.alphagrid.eval.protocol;

/** Tells a tag that a text speaks of from one that it uses. */
final class Quotation {
  private static final String MARKS_BEFORE = "`\"'“‘«";
  private static final String MARKS_AFTER = "`\"'”’»";
  private static final String FENCE = "```";

  private Quotation() {}

  /**
   * Returns whether a part of a text stands between two quotation marks, in a code span of its
   * line, or in a code block.
   *
   * @param begin index of its first character
   * @param end index after its last one
   * @param blocksFrom where code blocks are looked for; {@code begin} for none
   */
  static boolean isQuoted(String text, int begin, int end, int blocksFrom) {
    return isBetweenMarks(text, begin, end)
        || isInSpan(text, begin, end)
        || isInBlock(text, begin, end, blocksFrom);
  }

  private static boolean isBetweenMarks(String text, int begin, int end) {
    if (begin == 0 || end == text.length()) {
      return false;
    }
    int mark = MARKS_BEFORE.indexOf(text.charAt(begin - 1));
    return mark >= 0 && MARKS_AFTER.indexOf(text.charAt(end)) == mark;
  }

  /** A code span begins and ends on one line; a fence is none. */
  private static boolean isInSpan(String text, int begin, int end) {
    int lineBegin = text.lastIndexOf('\n', begin - 1) + 1;
    int lineEnd = text.indexOf('\n', end);
    String before = text.substring(lineBegin, begin).replace(FENCE, "");
    String after = text.substring(end, lineEnd < 0 ? text.length() : lineEnd).replace(FENCE, "");
    return before.chars().filter(c -> c == '`').count() % 2 == 1 && after.indexOf('`') >= 0;
  }

  private static boolean isInBlock(String text, int begin, int end, int from) {
    return from < begin
        && fences(text, from, begin) % 2 == 1
        && fences(text, end, text.length()) > 0;
  }

  /** Counts the lines that begin with a fence. */
  private static long fences(String text, int from, int to) {
    return text.substring(from, to).lines().filter(line -> line.strip().startsWith(FENCE)).count();
  }
}
