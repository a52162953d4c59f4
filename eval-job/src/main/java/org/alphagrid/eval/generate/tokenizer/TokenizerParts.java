package org.alphagrid.eval.generate.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import org.alphagrid.eval.generate.tokenizer.TokenizerCheck.InvalidTokenizer;

/**
 * Checks the small parts of a {@code tokenizer.json} (normalizer, pre-tokenizer, post-processor,
 * decoder), at any depth of their sequences.
 */
final class TokenizerParts {
  private static final String CHARACTER_MAP = "precompiled_charsmap";

  private TokenizerParts() {}

  /**
   * @param where the part's key, for messages
   */
  static void require(String where, JsonNode part) {
    if (part.path("type").asText().equals("Precompiled") || part.has(CHARACTER_MAP)) {
      CharacterMap.require(where, part.path(CHARACTER_MAP));
    }
    switch (where) {
      case "decoder" -> requireNoStop(part.path("stop"));
      case "pre_tokenizer" -> requireLength(part.path("length"));
      case "post_processor" -> requireTemplate(part);
      default -> {}
    }
    part.forEach(child -> require(where, child));
  }

  /** The library counts back from a token's end and does not stop at its beginning. */
  private static void requireNoStop(JsonNode stop) {
    if (stop.isNumber() && stop.asDouble() != 0) {
      throw new InvalidTokenizer("decoder: stop is %s (supported: 0)".formatted(stop));
    }
  }

  private static void requireLength(JsonNode length) {
    if (length.isNumber() && length.asDouble() < 1) {
      throw new InvalidTokenizer("pre_tokenizer: length is %s (must be > 0)".formatted(length));
    }
  }

  /** A template for one text holds that text and tokens that it describes. */
  private static void requireTemplate(JsonNode processor) {
    JsonNode special = processor.path("special_tokens");
    for (JsonNode piece : processor.path("single")) {
      JsonNode sequence = piece.path("Sequence").path("id");
      if (!sequence.isMissingNode() && !sequence.asText().equals("A")) {
        throw new InvalidTokenizer(
            "post_processor: single has the sequence %s (must be \"A\")".formatted(sequence));
      }
      JsonNode token = piece.path("SpecialToken").path("id");
      if (!token.isMissingNode() && !special.has(token.asText())) {
        throw new InvalidTokenizer(
            "post_processor: single has the token %s, special_tokens has not".formatted(token));
      }
    }
  }
}
