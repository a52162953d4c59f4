package org.alphagrid.eval.grade.extractor;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import org.alphagrid.eval.grade.Extraction;
import org.alphagrid.eval.grade.Extractor;

/**
 * Finds the first of: the last box, what follows {@code ####}, what follows an answer phrase, the
 * last number. For completions of other harnesses, whose prompts may have asked for any of them. Of
 * a phrase in words, the number in it counts, and one without a number states nothing. The last
 * number is a guess, and the rule of the grade says so; if it stands in a formula, the formula is
 * the guess.
 */
@AutoService(Extractor.class)
public final class StatedOrLastNumber implements Extractor {
  private static final List<Extractor> STATED = List.of(new BoxedAnswer(), new HashMarks());
  private static final AnswerPhrase PHRASE = new AnswerPhrase();

  @Override
  public String name() {
    return "stated-or-last-number";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    return STATED.stream()
        .flatMap(extractor -> extractor.extract(answer).stream())
        .findFirst()
        .or(() -> PHRASE.extract(answer).flatMap(StatedOrLastNumber::number))
        .or(() -> GuessedNumber.in(answer).map(text -> new Extraction(text, "last-number")));
  }

  private static Optional<Extraction> number(Extraction phrase) {
    return StatedNumber.in(phrase.candidate()).map(text -> new Extraction(text, phrase.rule()));
  }
}
