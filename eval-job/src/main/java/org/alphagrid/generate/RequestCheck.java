package org.alphagrid.generate;

import java.util.Optional;

/** Says what keeps a request from being run, if anything does. */
final class RequestCheck {
  private RequestCheck() {}

  static Optional<String> problem(GenerationRequest request, Decoder decoder) {
    TokenIds prompt = request.prompt();
    if (prompt.length() == 0) {
      return Optional.of("Invalid prompt: no tokens (must have at least one)");
    }
    if (prompt.length() + 1 > decoder.positions()) {
      return Optional.of(
          "Invalid prompt: %d tokens (must be at most %d: the context of %d positions less one for an answer)"
              .formatted(prompt.length(), decoder.positions() - 1, decoder.positions()));
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
