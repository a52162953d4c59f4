package org.alphagrid.merge.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.apache.hadoop.fs.Path;

/** Finds differences between the config.json of two checkpoints, key by key. */
final class ConfigDifferences {
  /** Keys that tell of training, storage or generation, not of what the network computes. */
  private static final Set<String> OF_NO_CONSEQUENCE =
      Set.of(
          "_name_or_path",
          "architectures",
          "attention_dropout",
          "attn_pdrop",
          "auto_map",
          "bos_token_id",
          "dtype",
          "embd_pdrop",
          "eos_token_id",
          "hidden_dropout",
          "initializer_range",
          "max_window_layers",
          "output_router_logits",
          "pad_token_id",
          "resid_pdrop",
          "router_aux_loss_coef",
          "torch_dtype",
          "transformers_version",
          "use_cache");

  private static final ObjectMapper JSON = new ObjectMapper();

  private ConfigDifferences() {}

  static List<Difference> between(NamedCheckpoint ours, NamedCheckpoint theirs) throws IOException {
    Map<String, JsonNode> left = flat(ours.checkpoint());
    Map<String, JsonNode> right = flat(theirs.checkpoint());
    boolean sameNetwork = sameNetwork(ours.checkpoint(), theirs.checkpoint());
    Set<String> keys = new TreeSet<>(left.keySet());
    keys.addAll(right.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String key : keys) {
      JsonNode our = left.get(key);
      JsonNode their = right.get(key);
      if (!same(our, their)) {
        String text =
            "config.json: %s is %s in %s, %s in %s"
                .formatted(key, shown(our), ours.name(), shown(their), theirs.name());
        // A key that only one of them spells out may well have its default value.
        boolean implied = (our == null || their == null) && sameNetwork;
        boolean harmless = OF_NO_CONSEQUENCE.contains(key) || implied;
        String name = DifferenceNames.CONFIG + key;
        differences.add(
            key.equals("model_type")
                ? Difference.fatal(name, text)
                : harmless ? Difference.note(name, text) : Difference.model(name, text));
      }
    }
    return differences;
  }

  private static boolean sameNetwork(Checkpoint ours, Checkpoint theirs) {
    Optional<DecoderSpec> our = Families.describe(ours);
    return our.isPresent() && our.equals(Families.describe(theirs));
  }

  /** Keys as paths; null counts as absent. */
  private static Map<String, JsonNode> flat(Checkpoint checkpoint) throws IOException {
    Path file = new Path(checkpoint.directory(), Checkpoint.CONFIG);
    Map<String, JsonNode> values = new TreeMap<>();
    flatten("", JSON.readTree(Storage.readBytes(file)), values);
    return values;
  }

  private static void flatten(String path, JsonNode node, Map<String, JsonNode> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  flatten(
                      path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                      entry.getValue(),
                      values));
    } else if (!node.isNull()) {
      values.put(path, node);
    }
  }

  private static boolean same(JsonNode ours, JsonNode theirs) {
    if (ours == null || theirs == null) {
      return false;
    }
    return ours.isNumber() && theirs.isNumber()
        ? ours.decimalValue().compareTo(theirs.decimalValue()) == 0
        : ours.equals(theirs);
  }

  private static String shown(JsonNode value) {
    return value == null ? "absent" : value.toString();
  }
}
