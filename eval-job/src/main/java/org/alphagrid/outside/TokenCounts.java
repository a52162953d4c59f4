package org.alphagrid.outside;

import org.alphagrid.generate.ModelTokenizer;

/**
 * Token counts of an outside completion, whose ids are not known.
 *
 * @param thinking tokens up to and including the closing think tag
 * @param answer the rest
 */
record TokenCounts(int thinking, int answer) {
  private static final String OPEN = "<think>";
  private static final String CLOSE = "</think>";

  static boolean thought(String completion) {
    return completion.contains(OPEN) || closed(completion);
  }

  static boolean closed(String completion) {
    return completion.contains(CLOSE);
  }

  /**
   * Counts with a tokenizer.
   *
   * @param tokenizer null leaves all counts at 0
   */
  static TokenCounts of(String completion, ModelTokenizer tokenizer) {
    if (tokenizer == null) {
      return new TokenCounts(0, 0);
    }
    int close = completion.indexOf(CLOSE);
    int split = close >= 0 ? close + CLOSE.length() : thought(completion) ? completion.length() : 0;
    return new TokenCounts(
        tokenizer.encode(completion.substring(0, split)).length(),
        tokenizer.encode(completion.substring(split)).length());
  }
}
