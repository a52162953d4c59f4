package org.alphagrid.eval.grade.ifeval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Reads the arguments of one instruction of a prompt. */
record InstructionArguments(String id, JsonNode values) {
  String text(String name) {
    JsonNode value = values.path(name);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw fault(name, "text");
    }
    return value.asText();
  }

  List<String> texts(String name) {
    JsonNode list = values.path(name);
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    if (!list.isArray() || texts.isEmpty()) {
      throw fault(name, "a list of texts");
    }
    return texts;
  }

  int whole(String name) {
    JsonNode value = values.path(name);
    if (!value.isNumber() || value.doubleValue() != value.intValue() || value.intValue() < 0) {
      throw fault(name, "a whole number");
    }
    return value.intValue();
  }

  Amount amount(String relation, String number) {
    return switch (text(relation)) {
      case "less than" -> new Amount(Amount.Relation.LESS_THAN, whole(number));
      case "at least" -> new Amount(Amount.Relation.AT_LEAST, whole(number));
      default -> throw fault(relation, "'less than' or 'at least'");
    };
  }

  private IllegalArgumentException fault(String name, String rule) {
    TreeSet<String> found = new TreeSet<>();
    values.fieldNames().forEachRemaining(found::add);
    return new IllegalArgumentException(
        "instruction '%s' has %s = %s (must be %s; found: %s)"
            .formatted(id, name, values.get(name), rule, found));
  }
}
