package org.alphagrid.eval.harness;

import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;

/**
 * Holds token counts of an outside completion, whose ids are not known.
 *
 * @param prompt tokens of the prompt
 * @param thinking tokens up to and including the closing think tag
 * @param answer the rest
 */
record TokenCounts(int prompt, int thinking, int answer) {
  private static final String OPEN = "<think>";
  private static final String CLOSE = "</think>";

  static boolean thought(OutsideSample sample) {
    return sample.circumstances().promptThought()
        || sample.completion().contains(OPEN)
        || closed(sample.completion());
  }

  static boolean closed(String completion) {
    return completion.contains(CLOSE);
  }

  /** Counts a completion of a thought and an answer that were recorded apart. */
  static String thought(String trace, String answer) {
    return OPEN + "\n" + trace + "\n" + CLOSE + "\n\n" + answer;
  }

  /** Returns where the answer begins, in characters; the end where the thought never closes. */
  static int answerStart(OutsideSample sample) {
    int close = sample.completion().indexOf(CLOSE);
    return close >= 0 ? close + CLOSE.length() : thought(sample) ? sample.completion().length() : 0;
  }

  /**
   * Counts with a tokenizer.
   *
   * @param tokenizer null takes what the harness recorded, or else 0
   */
  static TokenCounts of(OutsideSample sample, ModelTokenizer tokenizer) {
    OutsideSample.RecordedTokens recorded = sample.circumstances().tokens();
    if (tokenizer == null) {
      return recorded == null
          ? new TokenCounts(0, 0, 0)
          : new TokenCounts(
              recorded.prompt(),
              Math.min(recorded.thinking(), recorded.completion()),
              Math.max(0, recorded.completion() - recorded.thinking()));
    }
    int split = answerStart(sample);
    return new TokenCounts(
        tokenizer.encode(sample.prompt()).length(),
        tokenizer.encode(sample.completion().substring(0, split)).length(),
        tokenizer.encode(sample.completion().substring(split)).length());
  }
}
