package org.alphagrid.eval.benchmark;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a text of a record comes from: one field, such as {@code answer}, {@code meta.subject} or
 * {@code options.0}, or several put into a text, such as <code>{Body}. {Question}</code>. {@code
 * $file} is the name of the record's file without its endings.
 */
public record FieldText(String pattern) implements Serializable {
  /** The name of the record's file. */
  public static final String FILE = "$file";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)\\}");

  public FieldText {
    if (pattern.isBlank()) {
      throw new IllegalArgumentException("Invalid field: blank (must name a field)");
    }
  }

  /** Whether it is one field, not a text with fields in it. */
  boolean single() {
    return !PLACEHOLDER.matcher(pattern).find();
  }

  /** The fields it names. */
  List<String> fields() {
    return single()
        ? List.of(pattern)
        : PLACEHOLDER.matcher(pattern).results().map(match -> match.group(1)).toList();
  }

  String fill(DataRecord record) {
    if (single()) {
      return record.text(pattern);
    }
    return PLACEHOLDER
        .matcher(pattern)
        .replaceAll(match -> Matcher.quoteReplacement(record.text(match.group(1)).strip()));
  }

  @Override
  public String toString() {
    return pattern;
  }
}
