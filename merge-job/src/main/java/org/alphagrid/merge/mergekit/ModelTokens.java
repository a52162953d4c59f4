package org.alphagrid.merge.mergekit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.GitLfsPointer;
import org.apache.hadoop.fs.Path;

/** Holds the tokens of one model and their ids, from its tokenizer.json. */
final class ModelTokens {
  /** Names the file. */
  static final String FILE = "tokenizer.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode tokenizer;
  private final Map<String, Integer> ids;
  private final Set<Integer> known;

  private ModelTokens(ObjectNode tokenizer) {
    this.tokenizer = tokenizer;
    Map<Integer, String> byId = new TreeMap<>();
    JsonNode vocabulary = tokenizer.path("model").path("vocab");
    if (vocabulary.isArray()) {
      for (int i = 0; i < vocabulary.size(); i++) {
        byId.put(i, vocabulary.get(i).path(0).asText());
      }
    } else {
      vocabulary.properties().forEach(e -> byId.put(e.getValue().asInt(), e.getKey()));
    }
    for (JsonNode added : tokenizer.path("added_tokens")) {
      byId.put(added.path("id").asInt(), added.path("content").asText());
    }
    Map<String, Integer> ordered = new LinkedHashMap<>();
    byId.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getKey))
        .forEach(e -> ordered.putIfAbsent(e.getValue(), e.getKey()));
    this.known = new HashSet<>(byId.keySet());
    this.ids = Collections.unmodifiableMap(ordered);
  }

  /**
   * @param model what messages call it
   */
  static ModelTokens read(String model, Checkpoint checkpoint) throws IOException {
    Path file = new Path(checkpoint.directory(), FILE);
    if (!Storage.exists(file)) {
      throw new UserException(
          "Cannot align vocabularies: model %s has no %s".formatted(model, FILE));
    }
    try {
      JsonNode root = JSON.readTree(GitLfsPointer.refuse(file, Storage.readBytes(file)));
      if (!(root instanceof ObjectNode object)
          || !root.path("model").path("vocab").isContainerNode()) {
        throw new UserException("Cannot align vocabularies: %s has no model.vocab".formatted(file));
      }
      return new ModelTokens(object);
    } catch (JacksonException e) {
      throw new UserException(
          "Cannot read %s: not valid JSON: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  /** Returns a tokenizer that was put together. */
  static ModelTokens of(ObjectNode tokenizer) {
    return new ModelTokens(tokenizer);
  }

  /** Returns these tokens and some more; those that are not there get the next ids. */
  ModelTokens with(Collection<String> more) {
    ObjectNode changed = tokenizer.deepCopy();
    int next = size();
    for (String token : more) {
      if (!ids.containsKey(token)) {
        changed
            .withArray("added_tokens")
            .addObject()
            .put("id", next++)
            .put("content", token)
            .put("single_word", false)
            .put("lstrip", false)
            .put("rstrip", false)
            .put("normalized", false)
            .put("special", false);
      }
    }
    return next == size() ? this : new ModelTokens(changed);
  }

  /** Tells whether an id is a token's. */
  boolean has(int id) {
    return known.contains(id);
  }

  /** Returns ids by token, in their order. */
  Map<String, Integer> ids() {
    return ids;
  }

  /** Returns the whole file; not to be changed. */
  ObjectNode tokenizer() {
    return tokenizer;
  }

  /** Returns one more than the largest id. */
  int size() {
    return ids.values().stream().mapToInt(id -> id + 1).max().orElse(0);
  }
}
