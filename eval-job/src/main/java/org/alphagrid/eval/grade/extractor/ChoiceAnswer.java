package org.alphagrid.eval.grade.extractor;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.grade.Extraction;
import org.alphagrid.eval.grade.Extractor;
import org.alphagrid.eval.grade.text.ChoiceLetter;
import org.alphagrid.eval.grade.text.LastBoxedAnswer;

/**
 * Finds the option that a text chooses. In order, each only if it is a letter form: the last JSON
 * field {@code "answer"}, the last complete box, what follows the last phrase such as "the answer
 * is" or "correct option:", the last line, the whole text. Where there is no letter, an option may
 * be chosen by its text, and the first of field, box, phrase and a text of one short line is left
 * to the grader. Never the last capital that stands alone.
 */
@AutoService(Extractor.class)
public final class ChoiceAnswer implements Extractor {
  private static final JsonAnswer JSON = new JsonAnswer();
  private static final AnswerPhrase PHRASE = new AnswerPhrase();
  private static final int LONGEST_LINE = 80;

  @Override
  public String name() {
    return "choice-letter";
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    return letter(answer).or(() -> text(answer));
  }

  /** Returns the letter that is stated somewhere. */
  static Optional<Extraction> letter(String answer) {
    return JSON.extract(answer)
        .flatMap(field -> letterForm(field.candidate(), "json-letter"))
        .or(
            () ->
                LastBoxedAnswer.allIn(answer)
                    .flatMap(content -> letterForm(content, "boxed-letter")))
        .or(() -> ChoicePhrase.letter(answer).map(text -> new Extraction(text, "answer-phrase")))
        .or(() -> letterForm(lastLine(answer), "last-line"))
        .or(() -> letterForm(answer, "whole-text"));
  }

  private static Optional<Extraction> text(String answer) {
    return JSON.extract(answer)
        .map(field -> new Extraction(field.candidate(), "json-text"))
        .or(
            () ->
                LastBoxedAnswer.allIn(answer)
                    .filter(content -> !content.isEmpty())
                    .map(content -> new Extraction(content, "boxed-text")))
        .or(
            () ->
                PHRASE
                    .extract(answer)
                    .map(stated -> new Extraction(stated.candidate(), "phrase-text")))
        .or(() -> shortLine(answer.strip()));
  }

  // A sentence is no option's text.
  private static Optional<Extraction> shortLine(String line) {
    boolean option =
        !line.isEmpty()
            && line.length() <= LONGEST_LINE
            && !line.contains("\n")
            && !line.contains(". ")
            && !line.contains("answer");
    return option ? Optional.of(new Extraction(line, "whole-text")) : Optional.empty();
  }

  private static Optional<Extraction> letterForm(String text, String rule) {
    return ChoiceLetter.parse(text)
        .filter(ChoiceLetter::clear)
        .map(letter -> new Extraction(text.strip(), rule));
  }

  /** Returns the last line if it follows others that are no letters, as a list of options would. */
  private static String lastLine(String answer) {
    String text = answer.strip();
    int start = text.lastIndexOf('\n');
    if (start < 0) {
      return "";
    }
    String before = text.substring(0, start).strip();
    String previous = before.substring(before.lastIndexOf('\n') + 1);
    return ChoiceLetter.parse(previous).isPresent() ? "" : text.substring(start + 1);
  }
}
