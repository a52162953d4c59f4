package org.alphagrid.eval.generate.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.alphagrid.eval.generate.tokenizer.TokenizerCheck.InvalidTokenizer;

/**
 * Checks the small parts of a {@code tokenizer.json} (normalizer, pre-tokenizer, post-processor,
 * decoder), at any depth of their sequences.
 */
final class TokenizerParts {
  private static final String CHARACTER_MAP = "precompiled_charsmap";

  /** Only a template has it. */
  private static final String TEMPLATE = "single";

  /** Something of everything between which a pattern may match. */
  private static final String PROBE = "a b, Ab12\n\t.'s \u00e9\u4e00 </x>_";

  private TokenizerParts() {}

  /**
   * @param where the part's key, for messages
   */
  static void require(String where, JsonNode part) {
    if (part.path("type").asText().equals("Precompiled") || part.has(CHARACTER_MAP)) {
      CharacterMap.require(where, part.path(CHARACTER_MAP));
    }
    switch (where) {
      case "normalizer" -> requireSomeText(part);
      case "decoder" -> requireNoStop(part.path("stop"));
      case "pre_tokenizer" -> requireLength(part.path("length"));
      case "post_processor" -> requireTemplate(part);
      default -> {}
    }
    part.forEach(child -> require(where, child));
  }

  /**
   * The library loses count of characters where a replaced pattern matches between two of them, or
   * nothing is put before a text. What Java's patterns do not know is left to it.
   */
  private static void requireSomeText(JsonNode normalizer) {
    if (normalizer.has("prepend") && normalizer.path("prepend").asText().isEmpty()) {
      throw new InvalidTokenizer("normalizer: prepend is empty (must hold some text)");
    }
    JsonNode pattern = normalizer.path("pattern");
    boolean none = pattern.has("String") && pattern.path("String").asText().isEmpty();
    if (none || pattern.has("Regex") && matchesNothing(pattern.path("Regex").asText())) {
      throw new InvalidTokenizer(
          "normalizer: the pattern %s matches no text (must match some)".formatted(pattern));
    }
  }

  private static boolean matchesNothing(String regex) {
    try {
      return Pattern.compile(regex).matcher(PROBE).results().anyMatch(it -> it.group().isEmpty());
    } catch (PatternSyntaxException e) {
      return false;
    }
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

  /**
   * A template for one text holds that text and tokens that it describes. It makes a text of each,
   * and a template after it takes two at most.
   */
  private static void requireTemplate(JsonNode processor) {
    if (processor.findValues(TEMPLATE).size() > 1) {
      throw new InvalidTokenizer("post_processor: several templates (supported: one)");
    }
    JsonNode special = processor.path("special_tokens");
    for (JsonNode piece : processor.path(TEMPLATE)) {
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
