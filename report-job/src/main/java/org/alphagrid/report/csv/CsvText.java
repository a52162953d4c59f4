package org.alphagrid.report.csv;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.List;

/**
 * Writes CSV as RFC 4180 says, with line feeds: fields are quoted only where they must be, absent
 * values are empty.
 */
final class CsvText {
  private final StringBuilder text = new StringBuilder();

  CsvText line(List<?> fields) {
    text.append(fields.stream().map(CsvText::field).collect(joining(","))).append('\n');
    return this;
  }

  private static String field(Object value) {
    if (value == null || (value instanceof Double number && number.isNaN())) {
      return "";
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    String text = value.toString();
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
