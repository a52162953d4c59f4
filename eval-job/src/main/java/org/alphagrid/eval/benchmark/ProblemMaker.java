package org.alphagrid.eval.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes problems of records by a field mapping. */
final class ProblemMaker {
  private static final String LABELS = "label";
  private static final Pattern LETTER = Pattern.compile("[(\\[]?([A-Za-z])[)\\].:]*");

  private final FieldMapping fields;
  private final boolean severalFiles;

  /**
   * @param severalFiles whether a record's number is unique only together with its file
   */
  ProblemMaker(FieldMapping fields, boolean severalFiles) {
    this.fields = fields;
    this.severalFiles = severalFiles;
  }

  /** Returns whether the record is one of those asked for. */
  boolean wanted(DataRecord record) {
    for (Map.Entry<String, Set<String>> rule : fields.only().entrySet()) {
      if (!rule.getValue().contains(DataRecord.scalar(record.field(rule.getKey())))) {
        return false;
      }
    }
    return true;
  }

  Problem problem(DataRecord record) {
    String question = fields.question().fill(record);
    List<String> choices = choices(record);
    String reference = reference(record, choices);
    Integer level = fields.level() == null ? null : record.whole(fields.level().pattern());
    String cluster = fields.cluster() == null ? null : fields.cluster().fill(record);
    try {
      return new Problem(id(record), question, choices, reference, level, cluster);
    } catch (IllegalArgumentException e) {
      throw record.fault(e.getMessage());
    }
  }

  private String id(DataRecord record) {
    if (fields.id() != null) {
      return fields.id().fill(record);
    }
    return severalFiles ? record.stem() + "/" + record.number() : String.valueOf(record.number());
  }

  private List<String> choices(DataRecord record) {
    List<FieldText> from = fields.choices();
    return from.size() == 1 && from.get(0).single()
        ? record.texts(from.get(0).pattern())
        : from.stream().map(field -> field.fill(record)).toList();
  }

  private String reference(DataRecord record, List<String> choices) {
    if (fields.answer().size() > 1) {
      return objectOf(record).toString();
    }
    FieldText answer = fields.answer().get(0);
    return switch (fields.answerForm()) {
      case LETTER -> named(record, after(record, answer.fill(record)), choices);
      case INDEX -> letter(record, record.whole(answer.pattern()), choices);
      case NUMBER -> letter(record, record.whole(answer.pattern()) - 1, choices);
      case TEXT -> letter(record, position(record, answer.fill(record), choices), choices);
    };
  }

  /**
   * Returns the letter of the option that an answer names: by a label of the record's own, which
   * stand beside the options as {@code choices.label} does beside {@code choices.text}, or by a
   * letter in brackets or not. Any other answer stays as it is.
   */
  private String named(DataRecord record, String answer, List<String> choices) {
    String name = answer.strip();
    int labelled = choices.isEmpty() ? -1 : labels(record).indexOf(name);
    if (labelled >= 0) {
      return letter(record, labelled, choices);
    }
    Matcher letter = LETTER.matcher(name);
    return !choices.isEmpty() && letter.matches()
        ? letter.group(1).toUpperCase(Locale.ROOT)
        : answer;
  }

  private List<String> labels(DataRecord record) {
    String from = fields.choices().get(0).pattern();
    int dot = from.lastIndexOf('.');
    JsonNode parent = dot < 0 ? null : record.field(from.substring(0, dot));
    return parent != null && parent.path(LABELS).isArray()
        ? record.texts(from.substring(0, dot + 1) + LABELS)
        : List.of();
  }

  private String after(DataRecord record, String answer) {
    String mark = fields.answerAfter();
    int at = mark == null ? 0 : answer.lastIndexOf(mark);
    if (at < 0) {
      throw record.fault("the answer has no '%s' (must have one)".formatted(mark));
    }
    return mark == null ? answer : answer.substring(at + mark.length()).strip();
  }

  private ObjectNode objectOf(DataRecord record) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (FieldText field : fields.answer()) {
      object.set(field.pattern(), record.field(field.pattern()));
    }
    return object;
  }

  private static int position(DataRecord record, String text, List<String> choices) {
    int first = choices.indexOf(text);
    if (first < 0 || first != choices.lastIndexOf(text)) {
      throw record.fault(
          "the answer '%s' is %s (must be one of %s)"
              .formatted(text, first < 0 ? "no option" : "two options", choices));
    }
    return first;
  }

  private static String letter(DataRecord record, int choice, List<String> choices) {
    if (choice < 0 || choice >= choices.size()) {
      throw record.fault(
          "the answer names option %d counted from 0 (must be one of %d)"
              .formatted(choice, choices.size()));
    }
    return String.valueOf(Problem.letter(choice));
  }
}
