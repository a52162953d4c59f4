package org.alphagrid.eval.protocol;

/**
 * Says where the thought of a completion ends and its answer begins, by the text alone. Generated,
 * imported and regraded completions are split by this one rule:
 *
 * <ul>
 *   <li>The answer begins after the last closing tag. What stands between two closing tags is
 *       thought, whether or not it was opened again. A closing tag that only blanks follow does not
 *       count where there is an answer before it.
 *   <li>Before the first closing tag everything is thought, opened or not: many templates open the
 *       thought in the prompt.
 *   <li>An opening tag counts where the completion or one of its lines begins. A completion that
 *       ends inside a thought, opened by the prompt or by a tag, has no answer.
 *   <li>A tag that is quoted is text: between two quotation marks, in a code span, and outside a
 *       thought in a code block between two fences.
 * </ul>
 *
 * @param begun whether there is a thought
 * @param closed whether it ended
 * @param answerStart index of the first character of the answer; the text's length where the
 *     thought did not end, 0 where there is none
 */
public record ThoughtSpan(boolean begun, boolean closed, int answerStart) {
  /**
   * Splits a completion.
   *
   * @param text the whole completion, special tokens written out
   * @param promptOpened whether the prompt opened a thought for the model to continue
   * @param tags the tags that the model is expected to write; where they do not occur, those of
   *     {@link ThinkTags#PUBLISHED} that the completion begins with
   */
  public static ThoughtSpan of(String text, boolean promptOpened, ThinkTags tags) {
    boolean expected = text.contains(tags.open()) || text.contains(tags.close());
    ThinkTags written = expected ? tags : ThinkTags.beginning(text).orElse(tags);
    return new Scan(text, written, promptOpened).run();
  }

  /** Returns whether a thought was begun and not ended, so that there is no answer. */
  public boolean isUnclosed() {
    return begun && !closed;
  }

  /** Follows the tags of a completion from its beginning to its end. */
  private static final class Scan {
    private final String text;
    private final ThinkTags tags;
    private boolean inside;
    private boolean begun;
    private int answer = -1; // after the last closing tag; -1 before the first
    private int counted; // after the last tag that counted

    Scan(String text, ThinkTags tags, boolean promptOpened) {
      this.text = text;
      this.tags = tags;
      this.inside = promptOpened;
      this.begun = promptOpened;
    }

    ThoughtSpan run() {
      int at = 0;
      while (true) {
        int open = text.indexOf(tags.open(), at);
        int close = text.indexOf(tags.close(), at);
        if (open < 0 && close < 0) {
          break;
        }
        boolean closes = open < 0 || close >= 0 && close < open;
        int begin = closes ? close : open;
        int end = begin + (closes ? tags.close() : tags.open()).length();
        if (!Quotation.isQuoted(text, begin, end, inside ? begin : counted)) {
          take(closes, begin, end);
        }
        at = end;
      }
      if (inside) {
        return new ThoughtSpan(true, false, text.length());
      }
      return answer < 0 ? new ThoughtSpan(begun, false, 0) : new ThoughtSpan(true, true, answer);
    }

    private void take(boolean closes, int begin, int end) {
      if (!closes) {
        if (beginsLine(begin)) {
          inside = true;
          begun = true;
          counted = end;
        }
      } else if (inside || answer < 0 || !isBlank(end, text.length()) || isBlank(answer, begin)) {
        inside = false;
        answer = end;
        counted = end;
      }
    }

    private boolean beginsLine(int begin) {
      int line = text.lastIndexOf('\n', begin - 1) + 1;
      return isBlank(Math.max(line, counted), begin);
    }

    private boolean isBlank(int from, int to) {
      return text.substring(from, to).isBlank();
    }
  }
}
