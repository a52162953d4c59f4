package org.alphagrid.eval.grade.extractor;

import com.google.auto.service.AutoService;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphagrid.eval.grade.Extraction;
import org.alphagrid.eval.grade.Extractor;

/**
 * Finds the value of the last {@code "answer"} field, as some prompts ask for it: a string or a
 * number. The text around it need not be JSON.
 */
@AutoService(Extractor.class)
public final class JsonAnswer implements Extractor {
  private static final Pattern FIELD =
      Pattern.compile(
          "\"answer\"\\s{0,8}+:\\s{0,8}+(?:\"((?:[^\"\\\\\\n]|\\\\.){1,1000}+)\"|(-?\\d{1,100}+(?:\\.\\d{1,100}+)?+))",
          Pattern.CASE_INSENSITIVE);

  @Override
  public String name() {
    return "json-answer";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    String last = null;
    Matcher field = FIELD.matcher(answer);
    while (field.find()) {
      last = (field.group(1) == null ? field.group(2) : field.group(1)).strip();
    }
    return Optional.ofNullable(last)
        .filter(value -> !value.isEmpty())
        .map(value -> new Extraction(value, "json-field"));
  }
}
