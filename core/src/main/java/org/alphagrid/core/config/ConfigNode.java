package org.alphagrid.core.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.core.plugin.Suggestion;

/**
 * A value of a YAML (or JSON) file that knows where it stands, so that every complaint names file
 * and key. Reading is strict: unknown keys, wrong types and duplicate keys are errors.
 */
public final class ConfigNode {
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          // 0.29 must stay 0.29: a double would already be another number.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final String source;
  private final String path;
  private final JsonNode value;

  private ConfigNode(String source, String path, JsonNode value) {
    this.source = source;
    this.path = path;
    this.value = value;
  }

  /**
   * Parses a file's text.
   *
   * @param source the file's name, for messages
   */
  public static ConfigNode parse(String source, String text) {
    try {
      JsonNode root = YAML.readTree(text);
      if (root == null || !root.isObject()) {
        throw new UserException("Cannot read %s: it must hold keys and values".formatted(source));
      }
      return new ConfigNode(source, "", root);
    } catch (JacksonException e) {
      String where = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
      throw new UserException(
          "Cannot read %s%s: %s".formatted(source, where, e.getOriginalMessage()), e);
    }
  }

  /** Refuses keys outside {@code known}, naming the nearest known one. */
  public ConfigNode allow(Set<String> known) {
    requireObject();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!known.contains(entry.getKey())) {
        throw new UserException(
            Suggestion.unknown("key", entry.getKey(), known) + " (" + place() + ")");
      }
    }
    return this;
  }

  /** The value of a key that must be there. */
  public ConfigNode required(String key) {
    return optional(key)
        .orElseThrow(
            () -> new UserException("Missing required key '%s' (%s)".formatted(key, place())));
  }

  /** The value of a key, unless absent or null. */
  public Optional<ConfigNode> optional(String key) {
    requireObject();
    JsonNode child = value.get(key);
    return child == null || child.isNull()
        ? Optional.empty()
        : Optional.of(new ConfigNode(source, path.isEmpty() ? key : path + "." + key, child));
  }

  /** Whether a key is there, be its value null. */
  public boolean has(String key) {
    requireObject();
    return value.has(key);
  }

  /** Keys and values in file order. */
  public Map<String, ConfigNode> entries() {
    requireObject();
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      optional(entry.getKey()).ifPresent(child -> entries.put(entry.getKey(), child));
    }
    return entries;
  }

  /** Items of a list; a single value counts as a list of one. */
  public List<ConfigNode> items() {
    if (!value.isArray()) {
      return List.of(this);
    }
    List<ConfigNode> items = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      items.add(new ConfigNode(source, path + "[" + i + "]", value.get(i)));
    }
    return items;
  }

  /** Text; a number or boolean is given as it was written. */
  public String text() {
    if (!value.isValueNode()) {
      throw invalid("text");
    }
    return value.asText();
  }

  /** A number exactly as written. */
  public BigDecimal decimal() {
    if (!value.isNumber()) {
      throw invalid("a number");
    }
    return value.decimalValue();
  }

  /** A number exactly as written; false is 0 and true is 1. */
  public BigDecimal decimalOrFlag() {
    return value.isBoolean() ? BigDecimal.valueOf(value.booleanValue() ? 1 : 0) : decimal();
  }

  /** A number within a closed range, as a double. */
  public double number(double least, double most) {
    double number = decimal().doubleValue();
    if (!(number >= least && number <= most)) {
      throw invalid("a number from " + least + " to " + most);
    }
    return number;
  }

  /** A whole number within a closed range. */
  public int integer(int least, int most) {
    long number = wholeNumber();
    if (number < least || number > most) {
      throw invalid("a whole number from " + least + " to " + most);
    }
    return (int) number;
  }

  /** A whole number of 64 bits. */
  public long wholeNumber() {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw invalid("a whole number");
    }
    return value.longValue();
  }

  /** true or false. */
  public boolean flag() {
    if (!value.isBoolean()) {
      throw invalid("true or false");
    }
    return value.booleanValue();
  }

  /** Whether this is a map of keys. */
  public boolean isObject() {
    return value.isObject();
  }

  /** Whether this is a list. */
  public boolean isList() {
    return value.isArray();
  }

  /** Whether this is a number. */
  public boolean isNumber() {
    return value.isNumber();
  }

  /** This value as the text of a file of its own. */
  public String yaml() {
    try {
      return YAML.writeValueAsString(value);
    } catch (JacksonException e) {
      throw new UserException("Cannot write " + place() + ": " + e.getOriginalMessage(), e);
    }
  }

  /** The value as JSON. */
  @Override
  public String toString() {
    return value.toString();
  }

  /** An error about this value: {@code Invalid eval.samples: x (must be ...; file.yaml)}. */
  public UserException invalid(String rule) {
    return new UserException(
        "Invalid %s: %s (must be %s; in %s)".formatted(path, value, rule, source));
  }

  /** File and key path, for messages. */
  public String place() {
    return path.isEmpty() ? source : "at '" + path + "' in " + source;
  }

  /** The file this was read from. */
  public String source() {
    return source;
  }

  /** The keys present. */
  public Set<String> keys() {
    return new TreeSet<>(entries().keySet());
  }

  private void requireObject() {
    if (!value.isObject()) {
      throw invalid("a map of keys");
    }
  }
}
