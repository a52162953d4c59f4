package org.alphagrid.eval.generate.tokenizer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.alphagrid.core.UserException;

/**
 * Checks a {@code tokenizer.json} before the tokenizer library gets it. The library does not report
 * some faults but ends the whole process: text that is no JSON inside of a decoder, a cut table of
 * characters, a template of tokens that are not there ({@link TokenizerParts}, {@link
 * TokenizerModelCheck}). What it reports itself is left to it.
 */
final class TokenizerCheck {
  /** The library reads 128 levels at most. */
  private static final int MOST_DEPTH = 100;

  /** The time that the library takes for a token grows with the square of its length. */
  private static final int LONGEST_TOKEN = 4_096;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
          .build();

  private static final ObjectMapper TREES = new ObjectMapper(JSON);

  private TokenizerCheck() {}

  /**
   * @throws UserException when the library cannot be given the file
   * @throws IOException when the file cannot be read
   */
  static void require(Path file) throws IOException {
    try {
      requireJson(file);
      String prefix = requireParts(file, "");
      if (!prefix.isEmpty()) {
        requireParts(file, prefix);
      }
    } catch (JsonProcessingException e) {
      throw new UserException(
          "Cannot read tokenizer %s at line %s: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? "?" : e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    } catch (InvalidTokenizer e) {
      throw new UserException("Cannot use tokenizer %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Checks what the library's reader of JSON is stricter in. */
  private static void requireJson(Path file) throws IOException {
    try (JsonParser parser = JSON.createParser(file.toFile())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidTokenizer("it holds no JSON object");
      }
      int depth = 0;
      JsonToken token = parser.currentToken();
      do {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        boolean text = token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING;
        if (text && !isUnicode(parser.getText())) {
          throw new InvalidTokenizer(
              "half a surrogate pair in a text (line %d)"
                  .formatted(parser.currentLocation().getLineNr()));
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT && Double.isInfinite(parser.getDoubleValue())) {
          throw new InvalidTokenizer("the number %s is too large".formatted(parser.getText()));
        }
        token = parser.nextToken();
      } while (token != null);
      if (depth != 0) {
        throw new InvalidTokenizer("the file ends too early");
      }
    }
  }

  private static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
  }

  /** Returns what the second half of each merge must begin with. */
  private static String requireParts(Path file, String prefix) throws IOException {
    TokenizerModelCheck model = new TokenizerModelCheck(prefix);
    Map<String, JsonNode> parts = new HashMap<>();
    try (JsonParser parser = JSON.createParser(file.toFile())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "model" -> model.read(parser);
          case "added_tokens", "normalizer", "pre_tokenizer", "post_processor", "decoder" ->
              parts.put(name, TREES.readTree(parser));
          default -> parser.skipChildren();
        }
      }
    }
    JsonNode added = parts.getOrDefault("added_tokens", MissingNode.getInstance());
    requireTokens(added);
    parts.forEach(TokenizerParts::require);
    VanishingTokens.refuse(added, parts.getOrDefault("normalizer", MissingNode.getInstance()));
    return model.prefix();
  }

  private static void requireTokens(JsonNode added) {
    for (JsonNode token : added) {
      JsonNode id = token.path("id");
      if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
        throw new InvalidTokenizer(
            "added_tokens: the id %s (must be a whole number from 0 to %d)"
                .formatted(id.isMissingNode() ? "is missing" : id, Integer.MAX_VALUE));
      }
      int length = token.path("content").asText().length();
      if (length > LONGEST_TOKEN) {
        throw new InvalidTokenizer(
            "added_tokens: a content of %d characters (must be at most %d)"
                .formatted(length, LONGEST_TOKEN));
      }
    }
  }

  /** Says what is wrong, without the file's name. */
  static final class InvalidTokenizer extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidTokenizer(String message) {
      super(message);
    }
  }
}
