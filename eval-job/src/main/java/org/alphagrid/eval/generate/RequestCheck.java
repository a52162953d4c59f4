package org.alphagrid.eval.generate;

import java.util.Optional;
import org.alphagrid.eval.generate.tokenizer.TokenIds;

/** Says what keeps a request from being run, if anything does. */
final class RequestCheck {
  private RequestCheck() {}

  /**
   * @param cachePositions longest sequence the cache can hold
   */
  static Optional<String> problem(GenerationRequest request, Decoder decoder, int cachePositions) {
    TokenIds prompt = request.prompt();
    if (prompt.length() == 0) {
      return Optional.of("Invalid prompt: no tokens (must have at least one)");
    }
    if (prompt.length() + 1 > decoder.positions()) {
      return Optional.of(
          "Invalid prompt: %d tokens (must be at most %d: the context of %d positions less one for an answer)"
              .formatted(prompt.length(), decoder.positions() - 1, decoder.positions()));
    }
    int longest =
        (int)
            Math.min(decoder.positions(), (long) prompt.length() + request.decoding().maxTokens());
    if (longest > cachePositions) {
      return Optional.of(
          "Invalid request: %d tokens of prompt and %d of completion need a cache of %d positions (must be at most %d; raise eval.engine.cacheMiB or lower maxTokens)"
              .formatted(prompt.length(), request.decoding().maxTokens(), longest, cachePositions));
    }
    int vocabularySize = decoder.spec().vocabularySize();
    return prompt.stream()
        .filter(id -> id < 0 || id >= vocabularySize)
        .boxed()
        .findFirst()
        .map(
            id ->
                "Invalid prompt: token id %d (must be from 0 to %d, the model's vocabulary)"
                    .formatted(id, vocabularySize - 1));
  }
}
