package org.alphagrid.merge.inspect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.alphagrid.merge.compatibility.CheckpointComparison;
import org.alphagrid.merge.compatibility.Difference;

/**
 * Writes the summary that programs read: {@code parents}, {@code differences} with their names and
 * weights, and for every pair the distance, cosine and equal share of the whole model, of each role
 * and of each band of layers.
 */
public final class InspectionJson {
  /** Names the file. */
  public static final String FILE = "summary.json";

  private static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private InspectionJson() {}

  /** Renders it. */
  public static byte[] render(CheckpointComparison comparison, Statistics statistics)
      throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    ObjectNode parents = root.putObject("parents");
    comparison
        .compared()
        .forEach(named -> parents.put(named.name(), named.checkpoint().directory().toString()));
    var differences = root.putArray("differences");
    for (Difference difference : comparison.differences()) {
      differences
          .addObject()
          .put("name", difference.name())
          .put("weight", difference.weight().name().toLowerCase(Locale.ROOT))
          .put("text", difference.text());
    }
    var pairs = root.putArray("pairs");
    for (int other = 1; other < statistics.names().size(); other++) {
      for (int one = 0; one < other; one++) {
        ObjectNode pair = pairs.addObject();
        pair.put("from", statistics.names().get(one)).put("to", statistics.names().get(other));
        put(pair.putObject("model"), statistics.whole(), one, other);
        putAll(pair.putObject("roles"), statistics.byRole(), one, other);
        putAll(pair.putObject("depths"), statistics.byDepth(), one, other);
        Statistics.Lerped lerped = statistics.lerped(one, other);
        pair.putObject("slerp")
            .put("averagedTensors", lerped.tensors())
            .put("tensors", lerped.of())
            .put("averagedShare", lerped.share())
            .put("isLinear", lerped.almostEverywhere());
      }
    }
    return JSON.writeValueAsBytes(root);
  }

  private static void putAll(ObjectNode node, Map<String, TensorSums> groups, int one, int other) {
    groups.forEach((name, sums) -> put(node.putObject(name), sums, one, other));
  }

  private static void put(ObjectNode node, TensorSums sums, int one, int other) {
    node.put("parameters", sums.elements())
        .put("relativeDistance", sums.relativeDistance(one, other))
        .put("cosine", sums.cosine(one, other))
        .put("equalShare", sums.equalShare(one, other))
        .put("largestDifference", sums.largestDifference(one, other));
    sums.taskCosine(one, other).ifPresent(cosine -> node.put("taskCosine", cosine));
  }
}
