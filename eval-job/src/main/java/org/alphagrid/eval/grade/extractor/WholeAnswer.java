package org.alphagrid.eval.grade.extractor;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.grade.Extraction;
import org.alphagrid.eval.grade.Extractor;
import org.alphagrid.eval.grade.Grading;

/**
 * Takes all of the answer, for graders that judge it as a whole; the table keeps a digest of it.
 */
@AutoService(Extractor.class)
public final class WholeAnswer implements Extractor {
  @Override
  public String name() {
    return "whole-answer";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    return answer.isBlank()
        ? Optional.empty()
        : Optional.of(new Extraction(answer, "whole-answer", Grading.digest(answer)));
  }
}
