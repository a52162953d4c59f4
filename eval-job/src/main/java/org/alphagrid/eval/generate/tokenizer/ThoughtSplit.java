package org.alphagrid.eval.generate.tokenizer;

/**
 * Finds where the thought of a completion ends, by token id.
 *
 * <ul>
 *   <li>The thought is everything up to and including the first closing tag; an opening tag is not
 *       needed, since some templates put it into the prompt.
 *   <li>Without a closing tag, the completion is wholly thought if a thought was opened, in it or
 *       by the prompt, and wholly answer otherwise. Whether the prompt opened one is passed in: ids
 *       of the prompt may be tags that the question only mentions.
 *   <li>A stop token counts where it stands.
 * </ul>
 *
 * @param thinkingTokens tokens of the thought, tags included
 * @param answerTokens the rest
 * @param closed whether the closing tag was seen
 */
public record ThoughtSplit(int thinkingTokens, int answerTokens, boolean closed) {
  /** Stands for the id of a tag that the tokenizer does not have as one token. */
  public static final int NO_TAG = -1;

  /**
   * Splits a completion.
   *
   * @param thoughtOpen whether the prompt opened a thought for the model to continue
   * @param openId id of the opening tag, or {@link #NO_TAG}
   * @param closeId id of the closing tag, or {@link #NO_TAG}
   */
  public static ThoughtSplit of(boolean thoughtOpen, TokenIds completion, int openId, int closeId) {
    int close = firstIndex(completion, closeId);
    if (close >= 0) {
      return new ThoughtSplit(close + 1, completion.length() - close - 1, true);
    }
    boolean opened = thoughtOpen || firstIndex(completion, openId) >= 0;
    return opened
        ? new ThoughtSplit(completion.length(), 0, false)
        : new ThoughtSplit(0, completion.length(), false);
  }

  /** Returns whether a thought was begun and not ended, so that there is no answer. */
  public boolean isUnclosed() {
    return !closed && thinkingTokens > 0;
  }

  private static int firstIndex(TokenIds tokens, int id) {
    for (int i = 0; i < tokens.length(); i++) {
      if (tokens.at(i) == id) {
        return i;
      }
    }
    return -1;
  }
}
