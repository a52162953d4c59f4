package org.alphagrid.eval.job;

import org.alphagrid.eval.generate.Generation;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.generate.tokenizer.ThoughtSplit;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.grade.Response;

/**
 * Holds the text of a completion, decoded once for both the row and the grader.
 *
 * @param text the whole completion, special tokens written out, without the stop token
 * @param answerStart index in {@code text} of the first character after the thought; null where the
 *     tokenizer writes the thought alone in another way than as the beginning of the text
 * @param response what the grader sees: the text after the thought, without special tokens
 */
record DecodedCompletion(String text, Integer answerStart, Response response) {
  /**
   * Decodes a completion.
   *
   * @param split where its thought ends, counted in tokens
   */
  static DecodedCompletion of(Generation generation, ThoughtSplit split, ModelTokenizer tokenizer) {
    TokenIds tokens = generation.textTokens();
    int answer = Math.min(split.thinkingTokens(), tokens.length());
    String text = tokenizer.decode(tokens);
    String thought = answer == tokens.length() ? text : tokenizer.decode(tokens.slice(0, answer));
    Integer answerStart = text.startsWith(thought) ? thought.length() : null;
    Response response =
        split.isUnclosed()
            ? Response.unclosedThought()
            : Response.answered(
                tokenizer.decodeWithoutSpecial(tokens.slice(answer, tokens.length())));
    return new DecodedCompletion(text, answerStart, response);
  }
}
