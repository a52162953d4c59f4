package org.alphagrid.eval.generate;

import org.alphagrid.eval.generate.tokenizer.TokenIds;

/**
 * Holds the prompt at the beginning of a slot's cache, as far as it is computed. It stays there
 * when the slot goes on to other tokens, and when the slot stands empty.
 *
 * @param prompt the prompt
 * @param computed how many of its leading positions hold keys and values
 */
record PromptPrefix(TokenIds prompt, int computed) {
  /** Positions that a whole prefill of a prompt computes: the last token is left to the step. */
  static int end(TokenIds prompt) {
    return prompt.length() - 1;
  }

  /**
   * Returns how many leading positions another prompt may take from here. Only whole chunks of
   * equal tokens, or the whole prefill where both end alike: those were computed by the very runs
   * that the other prompt would do by itself.
   */
  int usableBy(TokenIds other, int chunk) {
    int limit = Math.min(computed, end(other));
    int equal = 0;
    while (equal < limit && prompt.at(equal) == other.at(equal)) {
      equal++;
    }
    boolean whole = equal == end(other) && equal == end(prompt);
    return whole ? equal : equal / chunk * chunk;
  }
}
