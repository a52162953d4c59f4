package org.alphagrid.eval.generate.tokenizer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.alphagrid.eval.generate.tokenizer.TokenizerCheck.InvalidTokenizer;

/** Checks the vocabulary and merges of a {@code tokenizer.json} as a stream: they may be large. */
final class TokenizerModelCheck {
  private final String required;
  private String prefix = "";
  private boolean present;

  /**
   * @param required what the second half of each merge must begin with
   */
  TokenizerModelCheck(String required) {
    this.required = required;
  }

  /** Reads the value of {@code model}. */
  void read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new InvalidTokenizer("model is no object");
    }
    present = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "continuing_subword_prefix" -> {
          prefix = value == JsonToken.VALUE_STRING ? parser.getText() : "";
          parser.skipChildren();
        }
        case "vocab" -> readVocabulary(parser);
        case "merges" -> readMerges(parser);
        default -> parser.skipChildren();
      }
    }
  }

  /** Returns {@code continuing_subword_prefix}; empty where there is none. */
  String prefix() {
    if (!present) {
      throw new InvalidTokenizer("it has no model");
    }
    return prefix;
  }

  private static void readVocabulary(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new InvalidTokenizer("model.vocab is neither an object nor a list");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String token = parser.currentName();
      boolean whole = parser.nextToken() == JsonToken.VALUE_NUMBER_INT;
      if (!whole
          || parser.getNumberType() != JsonParser.NumberType.INT
          || parser.getIntValue() < 0) {
        throw new InvalidTokenizer(
            "model.vocab: the id of '%s' is %s (must be a whole number from 0 to %d)"
                .formatted(token, parser.getText(), Integer.MAX_VALUE));
      }
    }
  }

  private void readMerges(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    for (JsonToken item = parser.nextToken();
        item != JsonToken.END_ARRAY;
        item = parser.nextToken()) {
      if (item == JsonToken.VALUE_STRING) {
        second(parser.getText().substring(parser.getText().indexOf(' ') + 1));
      } else if (item == JsonToken.START_ARRAY) {
        String last = "";
        for (JsonToken half = parser.nextToken();
            half != JsonToken.END_ARRAY;
            half = parser.nextToken()) {
          last = parser.getText();
          parser.skipChildren();
        }
        second(last);
      } else {
        parser.skipChildren();
      }
    }
  }

  /** The library cuts the prefix off without looking whether it is there. */
  private void second(String half) {
    if (!half.startsWith(required)) {
      throw new InvalidTokenizer(
          "model.merges: '%s' does not begin with continuing_subword_prefix '%s'"
              .formatted(half, required));
    }
  }
}
