package org.alphagrid.eval.harness;

import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.protocol.ThinkTags;
import org.alphagrid.eval.protocol.ThoughtSpan;

/**
 * Holds token counts of an outside completion, whose ids are not known.
 *
 * @param prompt tokens of the prompt
 * @param thinking tokens up to and including the closing think tag
 * @param answer the rest
 */
record TokenCounts(int prompt, int thinking, int answer) {
  /** Returns where the thought of a completion ends. */
  static ThoughtSpan span(OutsideSample sample) {
    return ThoughtSpan.of(
        sample.completion(), sample.circumstances().promptThought(), ThinkTags.DEFAULT);
  }

  /** Joins a thought and an answer that were recorded apart. */
  static String thought(String trace, String answer) {
    return ThinkTags.DEFAULT.open()
        + "\n"
        + trace
        + "\n"
        + ThinkTags.DEFAULT.close()
        + "\n\n"
        + answer;
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
    int split = span(sample).answerStart();
    return new TokenCounts(
        tokenizer.encode(sample.prompt()).length(),
        tokenizer.encode(sample.completion().substring(0, split)).length(),
        tokenizer.encode(sample.completion().substring(split)).length());
  }
}
