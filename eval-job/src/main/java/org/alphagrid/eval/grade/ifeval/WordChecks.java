package org.alphagrid.eval.grade.ifeval;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Checks instructions about words and letters that are to occur, or not. Letter case never matters.
 */
final class WordChecks {
  private WordChecks() {}

  /** Checks that every keyword occurs, also inside a longer word. */
  static Check existence(List<String> keywords) {
    List<Pattern> patterns = keywords.stream().map(WordChecks::anywhere).toList();
    return answer -> patterns.stream().allMatch(pattern -> pattern.matcher(answer).find());
  }

  /** Checks that no forbidden word occurs as a word of its own. */
  static Check forbidden(List<String> words) {
    List<Pattern> patterns = words.stream().map(WordChecks::standalone).toList();
    return answer -> patterns.stream().noneMatch(pattern -> pattern.matcher(answer).find());
  }

  /** Checks that a keyword occurs so many times. */
  static Check frequency(String keyword, Amount amount) {
    Pattern pattern = anywhere(keyword);
    return answer -> amount.holds(pattern.matcher(answer).results().count());
  }

  /** Checks that a letter occurs so many times. */
  static Check letterFrequency(String letter, Amount amount) {
    int wanted = letter.strip().toLowerCase(Locale.ROOT).codePointAt(0);
    return answer ->
        amount.holds(answer.toLowerCase(Locale.ROOT).codePoints().filter(c -> c == wanted).count());
  }

  private static Pattern anywhere(String keyword) {
    return Pattern.compile(Pattern.quote(keyword.strip()), flags());
  }

  private static Pattern standalone(String word) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}_])" + Pattern.quote(word.strip()) + "(?![\\p{L}\\p{N}_])", flags());
  }

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  }
}
