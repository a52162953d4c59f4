package org.alphagrid.eval.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.alphagrid.core.UserException;

/**
 * Holds one record of a data file, whatever its format, and where it stands.
 *
 * @param file the file, for messages
 * @param unit what records of the file are called: line or row
 * @param number of the line or row, from 1
 */
record DataRecord(String file, String unit, int number, JsonNode json) {
  private static final int MOST_SCALE = 100;

  DataRecord {
    if (!json.isObject()) {
      throw fault(file, unit, number, "found %s (must be a JSON object)".formatted(describe(json)));
    }
  }

  UserException fault(String reason) {
    return fault(file, unit, number, reason);
  }

  static UserException fault(String file, String unit, int number, String reason) {
    return new UserException("Cannot read %s %s %d: %s".formatted(file, unit, number, reason));
  }

  /** Returns the file's name without folder and endings. */
  String stem() {
    String name = DataFormat.plainName(file.substring(file.lastIndexOf('/') + 1));
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** Returns a field that is text or a number. */
  String text(String path) {
    if (path.equals(FieldText.FILE)) {
      return stem();
    }
    JsonNode value = field(path);
    boolean usable = value.isTextual() ? !value.asText().isBlank() : value.isNumber();
    if (!usable) {
      throw fault("field '%s' is %s (must be text or a number)".formatted(path, describe(value)));
    }
    return scalar(value);
  }

  /** Returns a field that is a list of texts or numbers. */
  List<String> texts(String path) {
    JsonNode list = field(path);
    if (!list.isArray()) {
      throw fault("field '%s' is %s (must be a list)".formatted(path, describe(list)));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      if (!item.isTextual() && !item.isNumber()) {
        throw fault(
            "field '%s' holds %s (must hold text or numbers)".formatted(path, describe(item)));
      }
      texts.add(scalar(item));
    }
    return texts;
  }

  /** Returns a field that is a whole number, or digits. */
  int whole(String path) {
    JsonNode value = field(path);
    try {
      return new BigDecimal(scalar(value).strip()).intValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw fault("field '%s' is %s (must be a whole number)".formatted(path, describe(value)));
    }
  }

  /** Returns a field as it is. A name with dots is looked up whole first, then step by step. */
  JsonNode field(String path) {
    JsonNode value = json.get(path);
    if (value == null) {
      value = json;
      for (String step : path.split("\\.", -1)) {
        value = value == null ? null : step(value, step);
      }
    }
    if (value == null) {
      TreeSet<String> found = new TreeSet<>();
      json.fieldNames().forEachRemaining(found::add);
      throw fault("missing field '%s' (found: %s)".formatted(path, found));
    }
    return value;
  }

  private static JsonNode step(JsonNode value, String step) {
    boolean index =
        value.isArray()
            && !step.isEmpty()
            && step.length() < 7
            && step.chars().allMatch(c -> c >= '0' && c <= '9');
    return index ? value.get(Integer.parseInt(step)) : value.get(step);
  }

  /** Returns a text or number as the file writes it. */
  static String scalar(JsonNode value) {
    return value.isBigDecimal() ? decimal(value.decimalValue()) : value.asText();
  }

  // Written out, 1e999999999 would fill the memory.
  private static String decimal(BigDecimal number) {
    return Math.abs(number.scale()) > MOST_SCALE ? number.toString() : number.toPlainString();
  }

  static String describe(JsonNode value) {
    String text = value.isMissingNode() ? "nothing" : value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
