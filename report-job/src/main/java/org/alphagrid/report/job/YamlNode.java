package org.alphagrid.report.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.core.UserException;

/**
 * Holds a place in a YAML file and its path, so that a message can name it.
 *
 * @param place for example {@code points[3].alpha}; empty at the top
 */
record YamlNode(String file, String place, JsonNode node) {

  YamlNode required(String key) {
    return optional(key)
        .orElseThrow(() -> new UserException("Missing '%s' in %s".formatted(child(key), file)));
  }

  /** Empty if the key is absent or null. */
  Optional<YamlNode> optional(String key) {
    JsonNode value = node.get(key);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(new YamlNode(file, child(key), value));
  }

  String text() {
    if (!node.isValueNode() || node.asText().isBlank()) {
      throw invalid("a text");
    }
    return node.asText();
  }

  BigDecimal decimal() {
    try {
      return new BigDecimal(text());
    } catch (NumberFormatException e) {
      throw invalid("a decimal number");
    }
  }

  int positiveInt() {
    if (!node.canConvertToExactIntegral() || !node.canConvertToInt() || node.asInt() < 1) {
      throw invalid("a whole number of at least 1");
    }
    return node.asInt();
  }

  List<YamlNode> items() {
    if (!node.isArray() || node.isEmpty()) {
      throw invalid("a list with at least one item");
    }
    List<YamlNode> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(new YamlNode(file, place + "[" + i + "]", node.get(i)));
    }
    return items;
  }

  Map<String, YamlNode> entries() {
    if (!node.isObject()) {
      throw invalid("a mapping");
    }
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    node.fieldNames().forEachRemaining(key -> entries.put(key, required(key)));
    return entries;
  }

  UserException invalid(String rule) {
    return new UserException(
        "Invalid '%s' in %s: %s (must be %s)".formatted(place, file, node, rule));
  }

  private String child(String key) {
    return place.isEmpty() ? key : place + "." + key;
  }
}
