package org.alphagrid.merge.mergekit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.files.SpecialTokenIds;
import org.apache.hadoop.fs.Path;

/**
 * Finds the ids that settings of a merged model name, under the tokenizer that is written: bos, eos
 * and pad as that tokenizer's own model has them, whatever else by its text.
 *
 * @param target the written tokenizer
 * @param owner the tokens of the model whose tokenizer settings are written
 * @param model that model
 * @param donor the tokens of the model whose other settings are written
 */
record WrittenTokens(ModelTokens target, ModelTokens owner, Checkpoint model, ModelTokens donor) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GENERATION = "generation_config.json";

  /** Returns the ids for {@code config.json}. */
  SpecialTokenIds ofConfig() throws IOException {
    return ids(List.of(JSON.readTree(model.configText())));
  }

  /** Returns the ids for {@code generation_config.json}. */
  SpecialTokenIds ofGeneration() throws IOException {
    return ids(List.of(file(GENERATION), JSON.readTree(model.configText())));
  }

  private SpecialTokenIds ids(List<JsonNode> settings) throws IOException {
    Map<Integer, Integer> byOwnersId = translated(owner);
    TreeSet<Integer> eos = new TreeSet<>();
    settings.stream()
        .map(one -> one.path("eos_token_id"))
        .filter(value -> !value.isMissingNode() && !value.isNull())
        .findFirst()
        .ifPresent(
            value ->
                (value.isArray() ? value : List.of(value))
                    .forEach(
                        id ->
                            Optional.ofNullable(byOwnersId.get(id.asInt(-1))).ifPresent(eos::add)));
    named("eos_token").ifPresent(eos::add);
    return new SpecialTokenIds(
        single("bos", settings, byOwnersId),
        List.copyOf(eos),
        single("pad", settings, byOwnersId),
        translated(donor));
  }

  /** The tokenizer's own, otherwise what the settings of its model say. */
  private OptionalInt single(String key, List<JsonNode> settings, Map<Integer, Integer> ids)
      throws IOException {
    return Stream.concat(
            named(key + "_token").stream().boxed(),
            settings.stream()
                .map(one -> one.path(key + "_token_id"))
                .filter(JsonNode::isInt)
                .flatMap(id -> Stream.ofNullable(ids.get(id.asInt()))))
        .mapToInt(id -> id)
        .findFirst();
  }

  private OptionalInt named(String key) throws IOException {
    JsonNode token = file("tokenizer_config.json").path(key);
    if (!token.isTextual() && !token.isObject()) {
      token = file("special_tokens_map.json").path(key);
    }
    String text = token.isObject() ? token.path("content").asText() : token.asText();
    Integer id = target.ids().get(text);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  private JsonNode file(String name) throws IOException {
    Path file = new Path(model.directory(), name);
    return Storage.exists(file)
        ? JSON.readTree(Storage.readBytes(file))
        : MissingNode.getInstance();
  }

  private Map<Integer, Integer> translated(ModelTokens from) {
    Map<Integer, Integer> ids = new HashMap<>();
    from.ids()
        .forEach(
            (token, id) ->
                Optional.ofNullable(target.ids().get(token)).ifPresent(now -> ids.put(id, now)));
    return ids;
  }
}
