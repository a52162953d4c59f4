package org.alphagrid.merge.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.NeutralKeys;
import org.alphagrid.merge.architecture.RoleNames;
import org.alphagrid.merge.architecture.WeightRole;
import org.alphagrid.merge.checkpoint.Checkpoint;

/** Finds differences between the config.json of two checkpoints, key by key. */
final class ConfigDifferences {
  private static final String TIED = "tie_word_embeddings";
  private static final String WINDOWS_ON = "use_sliding_window";

  /** Keys that say how windows are, and nothing where there are none. */
  private static final Set<String> WINDOWS = Set.of("max_window_layers", "sliding_window");

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
        String name = DifferenceNames.CONFIG + key;
        List<String> path = List.of(key.split("\\."));
        if (path.get(path.size() - 1).equals("model_type")) {
          differences.add(Difference.fatal(name, text));
        } else if (sameNetwork
            || path.stream().anyMatch(NeutralKeys::contains)
            || tellsNothing(
                path.get(path.size() - 1), List.of(ours, theirs), List.of(left, right))) {
          differences.add(Difference.note(name, text));
        } else {
          differences.add(Difference.model(name, text));
        }
      }
    }
    return differences;
  }

  /** Tells whether other keys, or the tensors, make a key mean nothing; for unknown families. */
  private static boolean tellsNothing(
      String key, List<NamedCheckpoint> checkpoints, List<Map<String, JsonNode>> configs) {
    if (key.equals(TIED)) {
      // Whether there is a head is to be seen; it is compared among the tensors.
      return checkpoints.stream().map(ConfigDifferences::hasHead).distinct().count() == 1;
    }
    return WINDOWS.contains(key)
        && configs.stream()
            .allMatch(
                config ->
                    config.entrySet().stream()
                        .anyMatch(
                            entry ->
                                entry.getKey().endsWith(WINDOWS_ON)
                                    && entry.getValue().equals(BooleanNode.FALSE)));
  }

  private static boolean hasHead(NamedCheckpoint named) {
    return TensorNames.of(named.checkpoint()).stream()
        .anyMatch(name -> RoleNames.of(name).filter(WeightRole.HEAD::equals).isPresent());
  }

  /** Every key that a described family has is read or has no effect. */
  private static boolean sameNetwork(Checkpoint ours, Checkpoint theirs) {
    Optional<DecoderSpec> our = Families.describe(ours);
    return our.isPresent() && our.equals(Families.describe(theirs));
  }

  /** Keys as paths; null counts as absent. */
  private static Map<String, JsonNode> flat(Checkpoint checkpoint) throws IOException {
    Map<String, JsonNode> values = new TreeMap<>();
    flatten("", JSON.readTree(checkpoint.configText()), values);
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
