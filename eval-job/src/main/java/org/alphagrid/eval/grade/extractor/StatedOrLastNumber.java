package org.alphagrid.eval.grade.extractor;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import org.alphagrid.eval.grade.Extraction;
import org.alphagrid.eval.grade.Extractor;

/**
 * Finds the first of: the last box, what follows {@code ####}, what follows an answer phrase, the
 * last number. For completions of other harnesses, whose prompts may have asked for any of them.
 * The last number is a guess, and the rule of the grade says so.
 */
@AutoService(Extractor.class)
public final class StatedOrLastNumber implements Extractor {
  private static final List<Extractor> IN_ORDER =
      List.of(new BoxedAnswer(), new HashMarks(), new AnswerPhrase(), new LastNumber());

  @Override
  public String name() {
    return "stated-or-last-number";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    return IN_ORDER.stream().flatMap(extractor -> extractor.extract(answer).stream()).findFirst();
  }
}
