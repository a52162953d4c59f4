package org.alphagrid.core.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
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
 * Holds a value of a YAML or JSON file together with its file and key path, so that every error
 * message names both. Reading is strict: unknown keys, wrong types and duplicate keys are errors.
 *
 * <p>A method that reads a value throws {@link UserException} where the value has another type or
 * lies outside the allowed range. Methods that take a key throw it where this value is not a map.
 */
public final class ConfigNode {
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          // 0.29 must stay 0.29: a double would already be another number.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String source;
  private final String path;
  private final JsonNode value;

  private ConfigNode(String source, String path, JsonNode value) {
    this.source = source;
    this.path = path;
    this.value = value;
  }

  /**
   * Parses the text of a YAML file.
   *
   * @param source the file's name, for messages
   * @throws UserException when the text is not valid, has a key twice or is not a map; the message
   *     names the file and, where it is known, the line
   */
  public static ConfigNode parse(String source, String text) {
    return parse(YAML, source, text);
  }

  /** Parses the text of a JSON file likewise; what is YAML only is not valid. */
  public static ConfigNode parseJson(String source, String text) {
    return parse(JSON, source, text);
  }

  private static ConfigNode parse(ObjectMapper mapper, String source, String text) {
    try {
      JsonNode root = mapper.readTree(text);
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

  /**
   * Refuses keys outside {@code known}.
   *
   * @return this value
   * @throws UserException naming the unknown key, the nearest known one and all known ones
   */
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

  /**
   * Returns the value of a key that must be present.
   *
   * @throws UserException when the key is absent or null
   */
  public ConfigNode required(String key) {
    return optional(key)
        .orElseThrow(
            () -> new UserException("Missing required key '%s' (%s)".formatted(key, place())));
  }

  /** Returns the value of a key; empty where the key is absent or null. */
  public Optional<ConfigNode> optional(String key) {
    requireObject();
    JsonNode child = value.get(key);
    return child == null || child.isNull()
        ? Optional.empty()
        : Optional.of(new ConfigNode(source, path.isEmpty() ? key : path + "." + key, child));
  }

  /** Returns whether a key is present, with any value or with null. */
  public boolean has(String key) {
    requireObject();
    return value.has(key);
  }

  /** Returns keys and values in the order of the file, without those that are null. */
  public Map<String, ConfigNode> entries() {
    requireObject();
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      optional(entry.getKey()).ifPresent(child -> entries.put(entry.getKey(), child));
    }
    return entries;
  }

  /** Returns the items of a list; any other value counts as a list of one item. */
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

  /** Returns text; a number or boolean is returned as text. */
  public String text() {
    if (!value.isValueNode()) {
      throw invalid("text");
    }
    return value.asText();
  }

  /** Returns a number with exactly the digits of the file. */
  public BigDecimal decimal() {
    if (!value.isNumber()) {
      throw invalid("a number");
    }
    return value.decimalValue();
  }

  /** Returns a number with exactly the digits of the file, 0 for false or 1 for true. */
  public BigDecimal decimalOrFlag() {
    return value.isBoolean() ? BigDecimal.valueOf(value.booleanValue() ? 1 : 0) : decimal();
  }

  /** Returns a number from {@code least} to {@code most}, both included, as the nearest double. */
  public double number(double least, double most) {
    double number = decimal().doubleValue();
    if (!(number >= least && number <= most)) {
      throw invalid("a number from " + least + " to " + most);
    }
    return number;
  }

  /** Returns a whole number from {@code least} to {@code most}, both included. */
  public int integer(int least, int most) {
    long number = wholeNumber();
    if (number < least || number > most) {
      throw invalid("a whole number from " + least + " to " + most);
    }
    return (int) number;
  }

  /** Returns a whole number of at most 64 bits. */
  public long wholeNumber() {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw invalid("a whole number");
    }
    return value.longValue();
  }

  /** Returns a boolean. */
  public boolean flag() {
    if (!value.isBoolean()) {
      throw invalid("true or false");
    }
    return value.booleanValue();
  }

  /** Returns whether this is a map of keys to values. */
  public boolean isObject() {
    return value.isObject();
  }

  /** Returns whether this is a list. */
  public boolean isList() {
    return value.isArray();
  }

  /** Returns whether this is a number. */
  public boolean isNumber() {
    return value.isNumber();
  }

  /** Renders this value as a YAML document. */
  public String yaml() {
    try {
      return YAML.writeValueAsString(value);
    } catch (JacksonException e) {
      throw new UserException("Cannot write " + place() + ": " + e.getOriginalMessage(), e);
    }
  }

  /** Renders this value as JSON. */
  @Override
  public String toString() {
    return value.toString();
  }

  /**
   * Makes an error about this value, for the caller to throw: {@code Invalid eval.samples: 0 (must
   * be ...; in sweep.yaml)}.
   *
   * @param rule completes the sentence "must be"
   */
  public UserException invalid(String rule) {
    return new UserException(
        "Invalid %s: %s (must be %s; in %s)".formatted(path, value, rule, source));
  }

  /** Describes the key path and the file, for messages: {@code at 'eval.samples' in sweep.yaml}. */
  public String place() {
    return path.isEmpty() ? source : "at '" + path + "' in " + source;
  }

  /** Returns the name of the file that this was read from. */
  public String source() {
    return source;
  }

  /** Returns the keys whose values are not null, in alphabetical order. */
  public Set<String> keys() {
    return new TreeSet<>(entries().keySet());
  }

  private void requireObject() {
    if (!value.isObject()) {
      throw invalid("a map of keys");
    }
  }
}
