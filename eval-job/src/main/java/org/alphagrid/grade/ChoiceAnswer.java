package org.alphagrid.grade;

import com.google.auto.service.AutoService;
import java.util.Optional;

/**
 * The option a text chooses. In order: the last complete box, if it holds a letter form (a box
 * around a formula does not decide); what follows the last "answer is" or "answer:" up to the
 * line's end, if that is a letter form; the whole text, if it is one. Never the last capital that
 * stands alone.
 */
@AutoService(Extractor.class)
public final class ChoiceAnswer implements Extractor {
  @Override
  public String name() {
    return "choice-letter";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    return LastBox.in(answer)
        .flatMap(content -> letterForm(content, "boxed-letter"))
        .or(() -> AnswerPhrase.after(answer).flatMap(rest -> letterForm(rest, "answer-phrase")))
        .or(() -> letterForm(answer, "whole-text"));
  }

  private static Optional<Extraction> letterForm(String text, String rule) {
    return ChoiceLetter.parse(text).map(letter -> new Extraction(text.strip(), rule));
  }
}
