package org.alphagrid.eval.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.alphagrid.core.UserException;

/**
 * Reads the fields of one record of an outside file.
 *
 * @param number position in the file, from 1
 */
record RecordFields(JsonNode json, int number) {
  /** Returns a scalar field as text. */
  String text(String field) {
    JsonNode value = json.get(field);
    if (value == null || !value.isValueNode() || value.isNull()) {
      throw fault(field, "must be text or a number");
    }
    return value.asText();
  }

  /** Returns a scalar field as text; null where it is missing or null. */
  String textOrNull(String field) {
    return json.path(field).isMissingNode() || json.path(field).isNull() ? null : text(field);
  }

  /** Returns a field that is an object of fields. */
  RecordFields child(String field) {
    if (!json.path(field).isObject()) {
      throw fault(field, "must be an object");
    }
    return new RecordFields(json.get(field), number);
  }

  /** Returns a field that is a list of texts, or a single one. */
  List<String> texts(String field) {
    JsonNode value = json.get(field);
    List<String> texts = new ArrayList<>();
    if (value != null && value.isTextual()) {
      texts.add(value.asText());
    } else if (value != null && value.isArray()) {
      value.forEach(item -> flatten(item, texts));
    }
    if (texts.isEmpty()) {
      throw fault(field, "must be text or a list of texts");
    }
    return texts;
  }

  private static void flatten(JsonNode item, List<String> into) {
    if (item.isArray()) {
      item.forEach(inner -> flatten(inner, into));
    } else {
      into.add(item.isNull() ? "" : item.asText());
    }
  }

  /** Verdicts given as booleans or numbers, one per sample; null where there is none. */
  Double verdict(String field, int sample) {
    JsonNode value = json.path(field);
    JsonNode verdict = value.isArray() ? value.path(sample) : value;
    if (verdict.isBoolean()) {
      return verdict.booleanValue() ? 1.0 : 0.0;
    }
    return verdict.isNumber() && Double.isFinite(verdict.doubleValue())
        ? Double.valueOf(verdict.doubleValue())
        : null;
  }

  UserException fault(String field, String rule) {
    TreeSet<String> found = new TreeSet<>();
    json.fieldNames().forEachRemaining(found::add);
    return new UserException(
        "Cannot read record %d: field '%s' is %s (%s; found: %s)"
            .formatted(number, field, json.get(field), rule, found));
  }
}
