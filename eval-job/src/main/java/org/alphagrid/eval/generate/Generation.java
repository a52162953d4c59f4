package org.alphagrid.eval.generate;

import java.util.Objects;
import org.alphagrid.eval.generate.tokenizer.TokenIds;

/**
 * Holds the completion of one request.
 *
 * @param key of the request
 * @param tokens everything drawn, a stop token included as the last one
 * @param reason why it ended
 * @param error what went wrong, empty unless the reason is {@link FinishReason#ERROR}
 * @param milliseconds wall time from admission to the end, shared with the rest of the batch
 */
public record Generation(
    String key, TokenIds tokens, FinishReason reason, String error, double milliseconds) {
  public Generation {
    Objects.requireNonNull(key, "key is null");
    Objects.requireNonNull(tokens, "tokens is null");
    Objects.requireNonNull(reason, "reason is null");
    Objects.requireNonNull(error, "error is null");
    if (error.isEmpty() == (reason == FinishReason.ERROR)) {
      throw new IllegalArgumentException(
          "Invalid generation '%s': reason %s with error '%s' (must be given for ERROR only)"
              .formatted(key, reason, error));
    }
  }

  /** Returns the same under another key. */
  Generation withKey(String newKey) {
    return new Generation(newKey, tokens, reason, error, milliseconds);
  }

  /** Returns the tokens without a stop token at the end: what the text is decoded from. */
  public TokenIds textTokens() {
    int stop = reason == FinishReason.STOP ? 1 : 0;
    return tokens.slice(0, tokens.length() - stop);
  }
}
