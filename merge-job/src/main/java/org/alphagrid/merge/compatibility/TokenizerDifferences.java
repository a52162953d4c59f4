package org.alphagrid.merge.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds differences between how two checkpoints turn text into tokens and conversations into text.
 */
final class TokenizerDifferences {
  private static final Set<String> SPECIAL =
      Set.of(
          "bos_token",
          "eos_token",
          "pad_token",
          "unk_token",
          "additional_special_tokens",
          "add_bos_token",
          "add_eos_token");

  /** Settings that neither change tokens nor text. */
  private static final Set<String> NOT_OF_THE_MODEL = Set.of("truncation", "padding", "version");

  private static final int MOST_EXAMPLES = 3;

  private final TokenizerFiles ours;
  private final TokenizerFiles theirs;
  private final List<Difference> differences = new ArrayList<>();

  private TokenizerDifferences(TokenizerFiles ours, TokenizerFiles theirs) {
    this.ours = ours;
    this.theirs = theirs;
  }

  static List<Difference> between(TokenizerFiles ours, TokenizerFiles theirs) throws IOException {
    TokenizerDifferences found = new TokenizerDifferences(ours, theirs);
    found.compareTokens();
    found.compareTemplates();
    found.compareSettings();
    found.compareGeneration();
    return found.differences;
  }

  private void compareTokens() throws IOException {
    JsonNode our = ours.tokenizer();
    JsonNode their = theirs.tokenizer();
    if (our.isMissingNode() || their.isMissingNode()) {
      if (!our.equals(their)) {
        differences.add(
            Difference.model(
                DifferenceNames.TOKENIZER,
                "tokenizer.json is in %s, not in %s"
                    .formatted(
                        our.isMissingNode() ? theirs.name() : ours.name(),
                        our.isMissingNode() ? ours.name() : theirs.name())));
      } else if (!ours.plainFilesDigest().equals(theirs.plainFilesDigest())) {
        differences.add(
            Difference.model(
                DifferenceNames.TOKENIZER,
                "vocabulary files differ between %s and %s".formatted(ours.name(), theirs.name())));
      }
      return;
    }
    compareIds(
        DifferenceNames.TOKENIZER,
        "vocabulary",
        Vocabularies.ofModel(our),
        Vocabularies.ofModel(their));
    compareIds(
        DifferenceNames.ADDED_TOKENS,
        "added tokens",
        Vocabularies.added(our),
        Vocabularies.added(their));
    Set<String> parts = new TreeSet<>();
    our.fieldNames().forEachRemaining(parts::add);
    their.fieldNames().forEachRemaining(parts::add);
    parts.removeAll(NOT_OF_THE_MODEL);
    parts.removeAll(Set.of("model", "added_tokens"));
    for (String part : parts) {
      if (!value(our, part).equals(value(their, part))) {
        differences.add(
            Difference.model(
                DifferenceNames.TOKENIZER,
                "tokenizer.json: '%s' differs between %s and %s"
                    .formatted(part, ours.name(), theirs.name())));
      }
    }
    if (!Vocabularies.merges(our).equals(Vocabularies.merges(their))) {
      differences.add(
          Difference.model(
              DifferenceNames.TOKENIZER,
              "tokenizer.json: the merge rules differ between %s and %s"
                  .formatted(ours.name(), theirs.name())));
    }
  }

  /** Absent and null say the same. */
  private static JsonNode value(JsonNode object, String key) {
    JsonNode value = object.path(key);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  private void compareIds(
      String name, String what, Map<String, String> our, Map<String, String> their) {
    if (our.equals(their)) {
      return;
    }
    List<String> examples = new ArrayList<>();
    int count = 0;
    Set<String> tokens = new TreeSet<>(our.keySet());
    tokens.addAll(their.keySet());
    for (String token : tokens) {
      String left = our.getOrDefault(token, "absent");
      String right = their.getOrDefault(token, "absent");
      if (!left.equals(right)) {
        count++;
        if (examples.size() < MOST_EXAMPLES) {
          examples.add(
              "'%s' is %s in %s, %s in %s"
                  .formatted(token, left, ours.name(), right, theirs.name()));
        }
      }
    }
    differences.add(
        Difference.model(
            name,
            "%s: %d tokens differ, for example %s"
                .formatted(what, count, String.join("; ", examples))));
  }

  private void compareTemplates() throws IOException {
    if (!ours.chatTemplate().equals(theirs.chatTemplate())) {
      differences.add(
          Difference.model(
              DifferenceNames.CHAT_TEMPLATE,
              "chat template: %d characters in %s, %d in %s, not the same"
                  .formatted(
                      ours.chatTemplate().length(),
                      ours.name(),
                      theirs.chatTemplate().length(),
                      theirs.name())));
    }
  }

  private void compareSettings() throws IOException {
    Map<String, JsonNode> our = fields(ours.settings());
    Map<String, JsonNode> their = fields(theirs.settings());
    for (String key : union(our, their)) {
      JsonNode left = our.getOrDefault(key, MissingNode.getInstance());
      JsonNode right = their.getOrDefault(key, MissingNode.getInstance());
      // Added tokens and templates are compared where they count.
      if (left.equals(right) || key.equals("chat_template") || key.equals("added_tokens_decoder")) {
        continue;
      }
      String text =
          "tokenizer_config.json: %s is %s in %s, %s in %s"
              .formatted(key, shown(left), ours.name(), shown(right), theirs.name());
      differences.add(
          SPECIAL.contains(key)
              ? Difference.model(DifferenceNames.SPECIAL_TOKENS, text)
              : Difference.note(DifferenceNames.TOKENIZER_CONFIG, text));
    }
  }

  private void compareGeneration() throws IOException {
    Map<String, JsonNode> our = fields(ours.generation());
    Map<String, JsonNode> their = fields(theirs.generation());
    for (String key : union(our, their)) {
      JsonNode left = our.getOrDefault(key, MissingNode.getInstance());
      JsonNode right = their.getOrDefault(key, MissingNode.getInstance());
      if (!left.equals(right) && !key.equals("transformers_version")) {
        differences.add(
            Difference.note(
                DifferenceNames.GENERATION,
                "generation_config.json: %s is %s in %s, %s in %s"
                    .formatted(key, shown(left), ours.name(), shown(right), theirs.name())));
      }
    }
  }

  private static Set<String> union(Map<String, JsonNode> ours, Map<String, JsonNode> theirs) {
    Set<String> keys = new TreeSet<>(ours.keySet());
    keys.addAll(theirs.keySet());
    return keys;
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!entry.getValue().isNull()) {
        fields.put(entry.getKey(), entry.getValue());
      }
    }
    return fields;
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "absent" : value.toString();
  }
}
