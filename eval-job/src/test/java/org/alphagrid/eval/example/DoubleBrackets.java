package org.alphagrid.eval.example;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.grade.Extraction;
import org.alphagrid.eval.grade.Extractor;

/** Finds what stands in the last pair of double brackets, as in {@code [[74]]}. */
@AutoService(Extractor.class)
public final class DoubleBrackets implements Extractor {
  @Override
  public String name() {
    return "double-brackets";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    int end = answer.lastIndexOf("]]");
    int start = answer.lastIndexOf("[[", end - 2);
    if (end < 0 || start < 0) {
      return Optional.empty();
    }
    return Optional.of(answer.substring(start + 2, end).strip())
        .filter(candidate -> !candidate.isEmpty())
        .map(candidate -> new Extraction(candidate, "last-brackets"));
  }
}
