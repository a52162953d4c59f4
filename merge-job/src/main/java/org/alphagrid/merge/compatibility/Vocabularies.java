package org.alphagrid.merge.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what a tokenizer.json says of tokens, in one form whatever version wrote it. */
final class Vocabularies {
  private Vocabularies() {}

  /** Tokens of the model's own vocabulary and their ids, or places and scores. */
  static Map<String, String> ofModel(JsonNode tokenizer) {
    JsonNode vocabulary = tokenizer.path("model").path("vocab");
    Map<String, String> ids = new HashMap<>();
    if (vocabulary.isArray()) {
      for (int i = 0; i < vocabulary.size(); i++) {
        ids.put(vocabulary.get(i).path(0).asText(), i + " " + vocabulary.get(i).path(1));
      }
    } else {
      vocabulary.properties().forEach(e -> ids.put(e.getKey(), e.getValue().asText()));
    }
    return ids;
  }

  /** Every token and its id, added ones included. */
  static Map<String, Integer> ids(JsonNode tokenizer) {
    Map<String, Integer> ids = new HashMap<>();
    JsonNode vocabulary = tokenizer.path("model").path("vocab");
    if (vocabulary.isArray()) {
      for (int i = 0; i < vocabulary.size(); i++) {
        ids.put(vocabulary.get(i).path(0).asText(), i);
      }
    } else {
      vocabulary.properties().forEach(e -> ids.put(e.getKey(), e.getValue().asInt()));
    }
    tokenizer
        .path("added_tokens")
        .forEach(token -> ids.put(token.path("content").asText(), token.path("id").asInt()));
    return ids;
  }

  /** Added tokens and their ids; special ones are marked. */
  static Map<String, String> added(JsonNode tokenizer) {
    Map<String, String> ids = new HashMap<>();
    for (JsonNode token : tokenizer.path("added_tokens")) {
      boolean special = token.path("special").asBoolean();
      ids.put(token.path("content").asText(), token.path("id") + (special ? " (special)" : ""));
    }
    return ids;
  }

  /** Merge rules in order; older files write a pair as one text. */
  static List<String> merges(JsonNode tokenizer) {
    List<String> merges = new ArrayList<>();
    for (JsonNode merge : tokenizer.path("model").path("merges")) {
      merges.add(
          merge.isArray() ? merge.path(0).asText() + " " + merge.path(1).asText() : merge.asText());
    }
    return merges;
  }
}
