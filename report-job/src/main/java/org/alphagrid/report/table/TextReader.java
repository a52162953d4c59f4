package org.alphagrid.report.table;

import java.sql.Timestamp;
import java.util.Optional;
import org.alphagrid.report.generation.SampleText;
import org.apache.spark.sql.Row;

/** Turns rows of {@link SampleQueries#TEXTS} and {@link SampleQueries#ORIGINS} into records. */
final class TextReader {
  private TextReader() {}

  static SampleText text(Row row) {
    Row first = row.getAs("first");
    return new SampleText(
        row.getAs("point"),
        row.getAs("benchmark"),
        row.getAs("problem"),
        first.<Integer>getAs("sample"),
        optional(first, "question"),
        optional(first, "completion"),
        Optional.ofNullable(first.<Integer>getAs("answer_start")),
        optional(first, "extracted"),
        optional(first, "reference"),
        optional(first, "rule"),
        optional(first, "error"),
        first.<Double>getAs("score"),
        first.<Integer>getAs("completion_tokens"),
        first.getAs("finish_reason"));
  }

  static SampleOrigin origin(Row row) {
    return new SampleOrigin(
        row.getAs("benchmark"),
        optional(row, "benchmark_version").orElse(""),
        optional(row, "protocol_digest").orElse(""),
        versioned(row, "extractor"),
        versioned(row, "grader"),
        optional(row, "engine").orElse(""),
        optional(row, "device").orElse(""),
        Optional.ofNullable(row.<Timestamp>getAs("newest")).map(Timestamp::toInstant));
  }

  private static String versioned(Row row, String column) {
    Integer version = row.getAs(column + "_version");
    return optional(row, column)
        .map(name -> version == null ? name : name + " " + version)
        .orElse("");
  }

  private static Optional<String> optional(Row row, String column) {
    return Optional.ofNullable(row.<String>getAs(column)).filter(text -> !text.isBlank());
  }
}
