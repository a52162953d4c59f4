package org.alphagrid.grade;

import com.google.auto.service.AutoService;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The option a text chooses. In order: the last complete box, if it holds a letter form (a box
 * around a formula does not decide); what follows the last "answer is" or "answer:" up to the
 * line's end, if that is a letter form; the whole text, if it is one. Never the last capital that
 * stands alone.
 */
@AutoService(Extractor.class)
public final class ChoiceAnswer implements Extractor {
  private static final Pattern PHRASE =
      Pattern.compile(
          "\\banswer[*_]{0,2}\\s{0,4}(?:is\\b|:)[*_]{0,2}\\s{0,4}:?", Pattern.CASE_INSENSITIVE);

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
        .or(() -> lastPhrase(answer).flatMap(rest -> letterForm(rest, "answer-phrase")))
        .or(() -> letterForm(answer, "whole-text"));
  }

  private static Optional<Extraction> letterForm(String text, String rule) {
    return ChoiceLetter.parse(text).map(letter -> new Extraction(text.strip(), rule));
  }

  private static Optional<String> lastPhrase(String text) {
    int end = -1;
    Matcher matcher = PHRASE.matcher(text);
    while (matcher.find()) {
      end = matcher.end();
    }
    if (end < 0) {
      return Optional.empty();
    }
    int lineEnd = text.indexOf('\n', end);
    return Optional.of(text.substring(end, lineEnd < 0 ? text.length() : lineEnd));
  }
}
