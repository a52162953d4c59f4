package org.alphagrid.merge.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what the ids of two tokenizers mean.
 *
 * @param tokens of the first tokenizer
 * @param renamed ids that both have with different texts, in order: the first one's and the
 *     second's
 * @param onlyOurs texts that only the first has, in order of id
 * @param onlyTheirs texts that only the second has, in order of id
 */
record TokenComparison(
    int tokens,
    Map<Integer, List<String>> renamed,
    List<String> onlyOurs,
    List<String> onlyTheirs) {
  /** Tokenizers of one origin differ in a few added tokens only. */
  private static final double SAME_ORIGIN = 0.02;

  static TokenComparison of(JsonNode ours, JsonNode theirs) {
    Map<Integer, String> our = texts(ours);
    Map<Integer, String> their = texts(theirs);
    Map<Integer, List<String>> renamed = new TreeMap<>();
    our.forEach(
        (id, text) -> {
          String other = their.get(id);
          if (other != null && !other.equals(text)) {
            renamed.put(id, List.of(text, other));
          }
        });
    return new TokenComparison(our.size(), renamed, missing(our, their), missing(their, our));
  }

  private static Map<Integer, String> texts(JsonNode tokenizer) {
    Map<Integer, String> texts = new HashMap<>();
    Vocabularies.ids(tokenizer).forEach((text, id) -> texts.put(id, text));
    return texts;
  }

  private static List<String> missing(Map<Integer, String> of, Map<Integer, String> in) {
    List<String> missing = new ArrayList<>(new TreeMap<>(of).values());
    missing.removeAll(new HashSet<>(in.values()));
    return missing;
  }

  /** Returns whether every id means the same and neither has more. */
  boolean isSame() {
    return renamed.isEmpty() && onlyOurs.isEmpty() && onlyTheirs.isEmpty();
  }

  /** Returns whether most ids mean the same, so that rows of the embeddings can be merged. */
  boolean isOfOneOrigin() {
    return renamed.size() <= SAME_ORIGIN * tokens + 16;
  }
}
