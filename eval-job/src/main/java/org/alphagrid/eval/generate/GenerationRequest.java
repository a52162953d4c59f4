package org.alphagrid.eval.generate;

import java.util.Objects;
import java.util.Set;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.protocol.Decoding;

/**
 * Asks for one completion.
 *
 * @param key given back with the result
 * @param prompt token ids of the rendered prompt, special tokens included
 * @param decoding how tokens are drawn, and how many at most
 * @param seed of this request's random numbers; with prompt and decoding it fixes the result
 * @param stopIds ids that end the completion; may be empty
 */
public record GenerationRequest(
    String key, TokenIds prompt, Decoding decoding, long seed, Set<Integer> stopIds) {
  public GenerationRequest {
    Objects.requireNonNull(key, "key is null");
    Objects.requireNonNull(prompt, "prompt is null");
    Objects.requireNonNull(decoding, "decoding is null");
    stopIds = Set.copyOf(stopIds);
  }

  /** Returns the same under another key. */
  GenerationRequest withKey(String newKey) {
    return new GenerationRequest(newKey, prompt, decoding, seed, stopIds);
  }
}
