package org.alphagrid.benchmark;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.alphagrid.config.ConfigException;

/** One JSON object of a problem file, knowing where it stands. */
final class ProblemLine {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // 0.10 as an answer must stay 0.10.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final int MOST_SCALE = 100;

  private final String file;
  private final int number;
  private final JsonNode record;

  ProblemLine(String file, int number, String text) {
    this.file = file;
    this.number = number;
    this.record = parse(text);
    if (!record.isObject()) {
      throw fault("found %s (must be a JSON object)".formatted(describe(record)));
    }
  }

  Problem problem(FieldMapping fields) {
    String id = text(fields.id());
    String question = text(fields.question());
    String answer = text(fields.answer());
    List<String> choices = fields.choices() == null ? List.of() : texts(fields.choices());
    Integer level = fields.level() == null ? null : level(fields.level());
    try {
      return new Problem(id, question, choices, answer, level);
    } catch (IllegalArgumentException e) {
      throw fault(e.getMessage());
    }
  }

  ConfigException fault(String reason) {
    return new ConfigException("Cannot read %s line %d: %s".formatted(file, number, reason));
  }

  private JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw new ConfigException(
          "Cannot read %s line %d: not JSON: %s".formatted(file, number, e.getOriginalMessage()),
          e);
    }
  }

  private String text(String field) {
    JsonNode value = field(field);
    if (value.isTextual() ? value.asText().isBlank() : !value.isNumber()) {
      throw fault("field '%s' is %s (must be text or a number)".formatted(field, describe(value)));
    }
    return scalar(value);
  }

  private List<String> texts(String field) {
    JsonNode list = field(field);
    if (!list.isArray()) {
      throw fault("field '%s' is %s (must be a list)".formatted(field, describe(list)));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      if (!item.isTextual() && !item.isNumber()) {
        throw fault(
            "field '%s' holds %s (must hold text or numbers)".formatted(field, describe(item)));
      }
      texts.add(scalar(item));
    }
    return texts;
  }

  private int level(String field) {
    JsonNode value = field(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw fault("field '%s' is %s (must be a whole number)".formatted(field, describe(value)));
    }
    return value.intValue();
  }

  private JsonNode field(String field) {
    JsonNode value = record.get(field);
    if (value == null) {
      TreeSet<String> found = new TreeSet<>();
      record.fieldNames().forEachRemaining(found::add);
      throw fault("missing field '%s' (found: %s)".formatted(field, found));
    }
    return value;
  }

  private static String scalar(JsonNode value) {
    return value.isBigDecimal() ? decimal(value.decimalValue()) : value.asText();
  }

  // Written out, 1e999999999 would fill the memory.
  private static String decimal(BigDecimal number) {
    return Math.abs(number.scale()) > MOST_SCALE ? number.toString() : number.toPlainString();
  }

  private static String describe(JsonNode value) {
    String text = value.isMissingNode() ? "nothing" : value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
