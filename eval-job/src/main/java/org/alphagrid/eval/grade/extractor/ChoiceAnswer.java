package org.alphagrid.eval.grade.extractor;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.grade.Extraction;
import org.alphagrid.eval.grade.Extractor;
import org.alphagrid.eval.grade.text.ChoiceLetter;
import org.alphagrid.eval.grade.text.LastBoxedAnswer;

/**
 * Finds the option that a text chooses. In order: the last JSON field {@code "answer"}, the last
 * complete box, what follows the last "answer is" or "answer:" up to the line's end, the whole
 * text; each only if it is a letter form, so a box around a formula does not decide. Never the last
 * capital that stands alone.
 */
@AutoService(Extractor.class)
public final class ChoiceAnswer implements Extractor {
  private static final JsonAnswer JSON = new JsonAnswer();

  @Override
  public String name() {
    return "choice-letter";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    return JSON.extract(answer)
        .flatMap(field -> letterForm(field.candidate(), "json-letter"))
        .or(
            () ->
                LastBoxedAnswer.in(answer).flatMap(content -> letterForm(content, "boxed-letter")))
        .or(() -> AnswerPhrase.after(answer).flatMap(rest -> letterForm(rest, "answer-phrase")))
        .or(() -> letterForm(answer, "whole-text"));
  }

  private static Optional<Extraction> letterForm(String text, String rule) {
    return ChoiceLetter.parse(text).map(letter -> new Extraction(text.strip(), rule));
  }
}
