package org.alphagrid.eval.generate.tokenizer;

import org.alphagrid.eval.protocol.ThoughtSpan;

/**
 * Counts the tokens of a thought and of an answer. The thought ends with the token that completes
 * its closing tag, even where that token also holds the answer's first characters. A stop token
 * counts where it stands.
 *
 * @param thinkingTokens tokens of the thought, tags included
 * @param answerTokens the rest
 */
public record ThoughtSplit(int thinkingTokens, int answerTokens) {
  /**
   * Counts the tokens of a completion.
   *
   * @param completion all tokens, a stop token included
   * @param text what they decode to, special tokens written out, without the stop token
   * @param span where in {@code text} the answer begins
   */
  public static ThoughtSplit of(
      TokenIds completion, String text, ThoughtSpan span, ModelTokenizer tokenizer) {
    int thinking = 0;
    if (span.isUnclosed()) {
      thinking = completion.length();
    } else if (span.closed()) {
      thinking = tokensOf(text.substring(0, span.answerStart()), completion, tokenizer);
    }
    return new ThoughtSplit(thinking, completion.length() - thinking);
  }

  /** Returns how many of the first tokens it takes to hold the beginning of the text. */
  private static int tokensOf(String beginning, TokenIds completion, ModelTokenizer tokenizer) {
    int without = 0; // so many do not hold it
    int with = completion.length(); // so many do
    while (with - without > 1) {
      int middle = (without + with) >>> 1;
      if (tokenizer.decode(completion.slice(0, middle)).startsWith(beginning)) {
        with = middle;
      } else {
        without = middle;
      }
    }
    return with;
  }
}
