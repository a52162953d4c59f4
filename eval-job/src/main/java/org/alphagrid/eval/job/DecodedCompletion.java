package org.alphagrid.eval.job;

import org.alphagrid.eval.generate.Generation;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.generate.tokenizer.ThoughtSplit;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.grade.Response;
import org.alphagrid.eval.protocol.ThinkTags;
import org.alphagrid.eval.protocol.ThoughtSpan;

/**
 * Holds a completion, decoded once for both the row and the grader.
 *
 * @param text the whole completion, special tokens written out, without the stop token
 * @param span where the answer begins in {@code text}
 * @param split tokens of thought and answer
 * @param response what the grader sees: the text after the thought, without special tokens
 */
record DecodedCompletion(String text, ThoughtSpan span, ThoughtSplit split, Response response) {
  /**
   * Decodes a completion.
   *
   * @param promptOpened whether the prompt opened a thought
   */
  static DecodedCompletion of(
      Generation generation, boolean promptOpened, ThinkTags tags, ModelTokenizer tokenizer) {
    TokenIds tokens = generation.textTokens();
    String text = tokenizer.decode(tokens);
    // A request that was refused has no tokens, and no thought either.
    boolean opened = promptOpened && generation.tokens().length() > 0;
    ThoughtSpan span = ThoughtSpan.of(text, opened, tags);
    ThoughtSplit split = ThoughtSplit.of(generation.tokens(), text, span, tokenizer);
    Response response =
        span.isUnclosed()
            ? Response.unclosedThought()
            : Response.answered(answer(tokens, text, span, split, tokenizer));
    return new DecodedCompletion(text, span, split, response);
  }

  /** The token that completes a tag may hold the answer's first characters as well. */
  private static String answer(
      TokenIds tokens,
      String text,
      ThoughtSpan span,
      ThoughtSplit split,
      ModelTokenizer tokenizer) {
    int thinking = Math.min(split.thinkingTokens(), tokens.length());
    String rest = tokenizer.decodeWithoutSpecial(tokens.slice(thinking, tokens.length()));
    int decoded = thinking == 0 ? 0 : tokenizer.decode(tokens.slice(0, thinking)).length();
    return decoded > span.answerStart() && decoded <= text.length()
        ? text.substring(span.answerStart(), decoded) + rest
        : rest;
  }
}
