package org.alphagrid.eval.generate.tokenizer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Finds the highest token id of a {@code tokenizer.json}, which the tokenizer library does not
 * tell: over {@code model.vocab}, an object from token to id or a list of [token, score] pairs, and
 * {@code added_tokens}.
 */
final class TokenizerFile {
  private int highestId = -1;

  private TokenizerFile() {}

  /** Returns one more than the highest id. */
  static int vocabularySize(Path file) throws IOException {
    TokenizerFile reader = new TokenizerFile();
    try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "added_tokens" -> reader.readAddedTokens(parser);
          case "model" -> reader.readModel(parser);
          default -> parser.skipChildren();
        }
      }
    }
    return reader.highestId + 1;
  }

  private void readAddedTokens(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("id")) {
          highestId = Math.max(highestId, parser.getIntValue());
        }
        parser.skipChildren();
      }
    }
  }

  private void readModel(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (!name.equals("vocab")) {
        parser.skipChildren();
      } else if (value == JsonToken.START_OBJECT) {
        readIds(parser);
      } else {
        readPieces(parser);
      }
    }
  }

  private void readIds(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      parser.nextToken();
      highestId = Math.max(highestId, parser.getIntValue());
    }
  }

  private void readPieces(JsonParser parser) throws IOException {
    int pieces = 0;
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      parser.skipChildren();
      pieces++;
    }
    highestId = Math.max(highestId, pieces - 1);
  }
}
