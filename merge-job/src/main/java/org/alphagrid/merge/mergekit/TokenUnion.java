package org.alphagrid.merge.mergekit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Unites the tokens of several models under one tokenizer: the first one's keep their ids, what the
 * others have besides is appended. Merge rules that lead to new tokens are appended too, so that
 * text can still become them; where rules compete, the first model's go before.
 */
final class TokenUnion {
  private final ObjectNode tokenizer;
  private final Set<String> known;
  private int next;

  private TokenUnion(ModelTokens first) {
    tokenizer = first.tokenizer().deepCopy();
    known = new HashSet<>(first.ids().keySet());
    next = first.size();
  }

  static ModelTokens of(List<ModelTokens> models) {
    TokenUnion union = new TokenUnion(models.get(0));
    models.subList(1, models.size()).forEach(union::append);
    return ModelTokens.of(union.tokenizer);
  }

  private void append(ModelTokens other) {
    Set<String> added = new HashSet<>();
    for (JsonNode token : other.tokenizer().path("added_tokens")) {
      String content = token.path("content").asText();
      added.add(content);
      if (known.add(content)) {
        ObjectNode copy = token.deepCopy();
        copy.put("id", next++);
        array(tokenizer, "added_tokens").add(copy);
      }
    }
    Set<String> fresh = new HashSet<>();
    for (Map.Entry<String, Integer> token : other.ids().entrySet()) {
      if (!added.contains(token.getKey()) && known.add(token.getKey())) {
        fresh.add(token.getKey());
        addToVocabulary(token.getKey(), other, token.getValue());
      }
    }
    for (JsonNode merge : other.tokenizer().path("model").path("merges")) {
      String result =
          merge.isArray()
              ? merge.path(0).asText() + merge.path(1).asText()
              : merge.asText().replaceFirst(" ", "");
      if (fresh.contains(result)) {
        array(model(), "merges").add(inFormOfFirst(merge));
      }
    }
  }

  private void addToVocabulary(String token, ModelTokens other, int id) {
    JsonNode vocabulary = model().path("vocab");
    if (vocabulary instanceof ObjectNode map) {
      map.put(token, next++);
    } else {
      JsonNode theirs = other.tokenizer().path("model").path("vocab").path(id);
      ((ArrayNode) vocabulary).addArray().add(token).add(theirs.path(1).asDouble());
      next++;
    }
  }

  /** Rules are pairs or texts with a blank; one file must not mix them. */
  private JsonNode inFormOfFirst(JsonNode merge) {
    JsonNode ours = model().path("merges").path(0);
    if (ours.isMissingNode() || ours.isArray() == merge.isArray()) {
      return merge;
    }
    if (merge.isArray()) {
      return tokenizer.textNode(merge.path(0).asText() + " " + merge.path(1).asText());
    }
    ArrayNode pair = tokenizer.arrayNode();
    for (String part : merge.asText().split(" ", 2)) {
      pair.add(part);
    }
    return pair;
  }

  private ObjectNode model() {
    return (ObjectNode) tokenizer.path("model");
  }

  private static ArrayNode array(ObjectNode object, String key) {
    return object.get(key) instanceof ArrayNode array ? array : object.putArray(key);
  }
}
