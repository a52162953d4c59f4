package org.alphagrid.merge.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.architecture.BlockSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.architecture.NeutralKeys;
import org.alphagrid.merge.checkpoint.Checkpoint;

/**
 * Says of which layers a merged model is stacked: what a configuration says of a layer goes with
 * it.
 *
 * @param origins one for each layer of the merged model, first to last
 */
public record StackedLayers(List<Origin> origins) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COUNTS =
      List.of("num_hidden_layers", "n_layer", "n_layers", "num_layers");

  /** Keys that list the numbers of some layers. */
  private static final Set<String> NUMBERS =
      Set.of(
          "attn_layer_indices",
          "cross_attention_layers",
          "full_attention_layers",
          "full_attn_idxs",
          "global_attention_layers",
          "global_attn_idx",
          "mlp_only_layers",
          "moe_layers",
          "sliding_attention_layers");

  private static final String TYPES = "layer_types";
  private static final String STEP = "decoder_sparse_step";

  /**
   * Names a layer of a model.
   *
   * @param layer counted from 0
   */
  public record Origin(Checkpoint model, int layer) {
    private ObjectNode root() {
      try {
        return (ObjectNode) JSON.readTree(model.configText());
      } catch (IOException e) {
        throw new IllegalStateException("A configuration that was parsed before is no JSON", e);
      }
    }
  }

  public StackedLayers {
    origins = List.copyOf(origins);
  }

  /** Puts what is said layer by layer into the configuration of a merged model. */
  void putInto(ObjectNode root) {
    ObjectNode text = MergedConfig.textOf(root);
    int before = count(text);
    List<ObjectNode> sources =
        origins.stream().map(Origin::root).map(MergedConfig::textOf).toList();
    List<String> keys = new ArrayList<>();
    text.fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      if (isList(key, text.path(key), before)) {
        follow(text, key, sources);
      }
    }
    boolean counted = false;
    for (String key : COUNTS) {
      if (text.has(key)) {
        text.put(key, origins.size());
        counted = true;
      }
      if (root != text && root.has(key)) {
        root.put(key, origins.size());
      }
    }
    if (!counted) {
      text.put(COUNTS.get(0), origins.size());
    }
  }

  /**
   * Returns the keys of a configuration that say something layer by layer, as paths with dots:
   * models that are stacked may differ in them.
   */
  public static Set<String> keys(Checkpoint model) {
    ObjectNode root = new Origin(model, 0).root();
    ObjectNode text = MergedConfig.textOf(root);
    String prefix = text == root ? "" : "text_config.";
    Set<String> keys = new TreeSet<>();
    for (Map.Entry<String, JsonNode> entry : text.properties()) {
      String key = entry.getKey();
      if (COUNTS.contains(key) || isList(key, entry.getValue(), count(text))) {
        keys.add(prefix + key);
      }
    }
    return keys;
  }

  private static boolean isList(String key, JsonNode value, int layers) {
    boolean pattern = value.isTextual() && key.contains("pattern");
    return !NeutralKeys.contains(key)
        && (NUMBERS.contains(key) && value.isArray()
            || value.isArray() && value.size() == layers
            || pattern && value.asText().length() == layers);
  }

  private void follow(ObjectNode text, String key, List<ObjectNode> sources) {
    JsonNode value = text.path(key);
    if (NUMBERS.contains(key)) {
      ArrayNode numbers = JSON.createArrayNode();
      for (int layer = 0; layer < origins.size(); layer++) {
        JsonNode listed = sources.get(layer).path(key);
        for (JsonNode number : listed.isArray() ? listed : value) {
          if (number.asInt(-1) == origins.get(layer).layer()) {
            numbers.add(layer);
          }
        }
      }
      text.set(key, numbers);
    } else if (value.isArray()) {
      ArrayNode values = JSON.createArrayNode();
      for (int layer = 0; layer < origins.size(); layer++) {
        JsonNode own = sources.get(layer).path(key);
        JsonNode said = (own.isArray() ? own : value).get(origins.get(layer).layer());
        values.add(said == null ? nothing(layer, key) : said);
      }
      text.set(key, values);
    } else {
      StringBuilder pattern = new StringBuilder();
      for (int layer = 0; layer < origins.size(); layer++) {
        String own = sources.get(layer).path(key).asText(value.asText());
        int at = origins.get(layer).layer();
        pattern.append(at < own.length() ? own.substring(at, at + 1) : nothing(layer, key));
      }
      text.put(key, pattern.toString());
    }
  }

  private JsonNode nothing(int layer, String key) {
    Origin origin = origins.get(layer);
    throw new UserException(
        "Cannot stack layer %d of %s: %s of config.json says nothing of it"
            .formatted(origin.layer(), origin.model().directory(), key));
  }

  /**
   * Spells out what a family's rule says of a layer by its number, where the number is another one;
   * does nothing for families that are not known.
   */
  void spellOutRules(ObjectNode root) {
    List<BlockSpec> wanted;
    List<BlockSpec> got;
    try {
      got = describe(root).blocks();
      wanted = new ArrayList<>();
      for (Origin origin : origins) {
        wanted.add(origin.model().config().describe().blocks().get(origin.layer()));
      }
    } catch (IllegalArgumentException e) {
      return;
    }
    if (!kinds(wanted).equals(kinds(got)) && !root.hasNonNull(TYPES)) {
      ArrayNode types = root.putArray(TYPES);
      kinds(wanted).forEach(types::add);
    }
    if (root.has(STEP) && !dense(wanted).equals(dense(got))) {
      root.put(STEP, 1);
      ArrayNode numbers = root.putArray("mlp_only_layers");
      dense(wanted).forEach(numbers::add);
    }
  }

  /** Returns the network of a configuration. */
  private static DecoderSpec describe(ObjectNode root) {
    return ModelConfig.parse(Checkpoint.CONFIG, root.toString()).describe();
  }

  private static List<String> kinds(List<BlockSpec> blocks) {
    return blocks.stream()
        .map(
            block ->
                block.window() == BlockSpec.WHOLE_CONTEXT ? "full_attention" : "sliding_attention")
        .toList();
  }

  private static List<Integer> dense(List<BlockSpec> blocks) {
    List<Integer> layers = new ArrayList<>();
    for (int layer = 0; layer < blocks.size(); layer++) {
      if (blocks.get(layer).feedForward() instanceof FeedForwardSpec.Dense) {
        layers.add(layer);
      }
    }
    return layers;
  }

  private static int count(ObjectNode text) {
    return COUNTS.stream()
        .filter(text::has)
        .findFirst()
        .map(key -> text.path(key).asInt())
        .orElse(-1);
  }
}
