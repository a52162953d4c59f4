package org.alphagrid.eval.grade.extractor;

import com.google.auto.service.AutoService;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alphagrid.eval.grade.Extraction;
import org.alphagrid.eval.grade.Extractor;

/**
 * Finds the value of the last {@code "answer"} field, as some prompts ask for it: a string in
 * double or single quotation marks, a number, or a bare letter. The text around it need not be
 * JSON.
 */
@AutoService(Extractor.class)
public final class JsonAnswer implements Extractor {
  private static final Pattern FIELD =
      Pattern.compile(
          "\\\\?([\"'\u201c])answer\\\\?[\"'\u201d]\\s{0,8}+:\\s{0,8}+\\\\?(?:[\"\u201c]((?:[^\"\u201d\\\\\\n]|\\\\[^\"\\n]){1,1000}+)\\\\?[\"\u201d]|'([^'\\n]{1,1000}+)'"
              + "|(-?\\d{1,100}+(?:\\.\\d{1,100}+)?+|[A-Za-z](?=\\s{0,8}[,}])))",
          Pattern.CASE_INSENSITIVE);

  @Override
  public String name() {
    return "json-answer";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    String last = null;
    Matcher field = FIELD.matcher(answer);
    while (field.find()) {
      last =
          Stream.of(2, 3, 4)
              .map(field::group)
              .filter(Objects::nonNull)
              .findFirst()
              .orElseThrow()
              .strip();
    }
    return Optional.ofNullable(last)
        .filter(value -> !value.isEmpty())
        .map(value -> new Extraction(value, "json-field"));
  }
}
