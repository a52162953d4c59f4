package org.alphagrid.eval.generate.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.alphagrid.eval.generate.tokenizer.TokenizerCheck.InvalidTokenizer;

/**
 * Finds added tokens of which the normalizer leaves nothing. The tokenizer library looks for every
 * normalized token in the text, and finds one without text in places that are no characters.
 */
final class VanishingTokens {
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{C}\\s\\u2581\\ufffd]+");

  private VanishingTokens() {}

  /**
   * Refuses such tokens, and blank ones that take the blanks before them where another takes those
   * after it: both would have the same.
   */
  static void refuse(JsonNode added, JsonNode normalizer) {
    boolean after = added.findValues("rstrip").stream().anyMatch(JsonNode::asBoolean);
    for (JsonNode token : added) {
      String content = token.path("content").asText();
      if (after && content.isBlank() && token.path("lstrip").asBoolean()) {
        throw new InvalidTokenizer(
            "added_tokens: lstrip of the blank token %s (supported: where no token has rstrip)"
                .formatted(token.path("content")));
      }
      boolean looked = token.path("normalized").asBoolean() && !content.isEmpty();
      if (looked && left(content, normalizer).isEmpty()) {
        throw new InvalidTokenizer(
            "added_tokens: the normalizer leaves nothing of %s".formatted(token.path("content")));
      }
    }
  }

  /** Returns what is left of a text, as far as that may be nothing. */
  private static String left(String text, JsonNode normalizer) {
    String left =
        switch (normalizer.path("type").asText()) {
          case "Strip" -> text.strip();
          case "StripAccents" -> ACCENTS.matcher(text).replaceAll("");
          case "Nmt" -> CONTROLS.matcher(text).replaceAll("");
          case "BertNormalizer" ->
              ACCENTS.matcher(CONTROLS.matcher(text).replaceAll("")).replaceAll("");
          case "Replace" ->
              normalizer.path("content").asText().isEmpty()
                  ? without(text, normalizer.path("pattern"))
                  : text;
          default -> text;
        };
    for (JsonNode child : normalizer) {
      left = left(left, child);
    }
    return left;
  }

  private static String without(String text, JsonNode pattern) {
    if (pattern.has("String")) {
      return text.replace(pattern.path("String").asText(), "");
    }
    try {
      return Pattern.compile(pattern.path("Regex").asText()).matcher(text).replaceAll("");
    } catch (PatternSyntaxException e) {
      return text;
    }
  }
}
