package org.alphagrid.eval.grade.extractor;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.grade.Extraction;
import org.alphagrid.eval.grade.Extractor;
import org.alphagrid.eval.grade.text.LastBoxedAnswer;

/**
 * Finds the last complete box, as {@link LastBoxedAnswer} defines it, or all boxes of an answer
 * that is split over several. An empty last box is no answer, and no earlier box takes its place.
 */
@AutoService(Extractor.class)
public final class BoxedAnswer implements Extractor {
  @Override
  public String name() {
    return "boxed";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    return LastBoxedAnswer.allIn(answer)
        .filter(content -> !content.isEmpty())
        .map(content -> new Extraction(content, "last-box"));
  }
}
