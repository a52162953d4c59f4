package org.alphagrid.eval.grade.extractor;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.grade.Extraction;
import org.alphagrid.eval.grade.Extractor;

/** Finds the rest of the line after the last {@code ####}, as the solutions of GSM8K end. */
@AutoService(Extractor.class)
public final class HashMarks implements Extractor {
  private static final String MARKS = "####";

  @Override
  public String name() {
    return "hash-marks";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    int marks = answer.lastIndexOf(MARKS);
    if (marks < 0) {
      return Optional.empty();
    }
    int lineEnd = answer.indexOf('\n', marks);
    String rest = answer.substring(marks + MARKS.length(), lineEnd < 0 ? answer.length() : lineEnd);
    return Optional.of(rest.strip())
        .filter(candidate -> !candidate.isEmpty())
        .map(candidate -> new Extraction(candidate, "hash-marks"));
  }
}
