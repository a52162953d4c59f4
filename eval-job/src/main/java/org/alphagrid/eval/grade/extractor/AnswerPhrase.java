package org.alphagrid.eval.grade.extractor;

import com.google.auto.service.AutoService;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphagrid.eval.grade.Extraction;
import org.alphagrid.eval.grade.Extractor;
import org.alphagrid.eval.grade.text.LastBoxedAnswer;

/**
 * Finds what follows the last "answer is" or "answer:", as in "The final answer is $12$. I hope it
 * is correct.": the formula if one starts there, else the text up to the end of the sentence or
 * line. "the answer is correct" is no answer to anyone, but it is what the model said, and is
 * graded.
 */
@AutoService(Extractor.class)
public final class AnswerPhrase implements Extractor {
  private static final Pattern PHRASE =
      Pattern.compile(
          "\\banswer[*_]{0,2}\\s{0,4}(?:is\\b|:)[*_]{0,2}\\s{0,4}:?", Pattern.CASE_INSENSITIVE);
  private static final Pattern MONEY = Pattern.compile("\\$[\\d,.]+\\s+[A-Za-z]{2}");
  private static final String[][] DELIMITERS = {
    {"$$", "$$"}, {"$", "$"}, {"\\(", "\\)"}, {"\\[", "\\]"}
  };

  @Override
  public String name() {
    return "answer-phrase";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    return after(answer)
        .map(AnswerPhrase::statement)
        .filter(statement -> !statement.isEmpty())
        .map(statement -> new Extraction(statement, "answer-phrase"));
  }

  /** Returns the rest of the line after the last phrase. */
  static Optional<String> after(String text) {
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

  private static String statement(String rest) {
    String text = rest.strip();
    Optional<String> box = LastBoxedAnswer.in(text);
    if (box.isPresent()) {
      return box.get();
    }
    for (String[] pair : DELIMITERS) {
      int close = text.startsWith(pair[0]) ? text.indexOf(pair[1], pair[0].length()) : -1;
      // "$5 a day" opens no formula, nor does "$5 a day, not $6".
      boolean money = close > 0 && MONEY.matcher(text.substring(0, close)).lookingAt();
      if (close > pair[0].length() && !money) {
        return text.substring(pair[0].length(), close).strip();
      }
    }
    int sentence = text.indexOf(". ");
    String first = sentence < 0 ? text : text.substring(0, sentence);
    return (first.endsWith(".") ? first.substring(0, first.length() - 1) : first).strip();
  }
}
