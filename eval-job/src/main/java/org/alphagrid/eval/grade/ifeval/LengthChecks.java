package org.alphagrid.eval.grade.ifeval;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Instructions about the number of words, sentences and paragraphs. */
final class LengthChecks {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+");
  private static final Pattern DIVIDER = Pattern.compile("\\s?\\*\\*\\*\\s?");
  private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t\\r]*\\n");
  private static final Pattern FIRST_WORD = Pattern.compile("^['\"\u2018\u201c]*([^.,?!'\"\\s]*)");

  private LengthChecks() {}

  static Check words(Amount amount) {
    return answer -> amount.holds(WORD.matcher(answer).results().count());
  }

  static Check sentences(Amount amount) {
    return answer -> amount.holds(Sentences.count(answer));
  }

  /**
   * Exactly so many paragraphs between dividers of three asterisks; none but the outer is empty.
   */
  static Check paragraphs(int number) {
    return answer -> {
      List<String> parts = List.of(DIVIDER.split(answer, -1));
      int first = parts.get(0).isBlank() ? 1 : 0;
      int last = parts.get(parts.size() - 1).isBlank() ? parts.size() - 1 : parts.size();
      return last - first == number
          && parts.subList(first, last).stream().noneMatch(String::isBlank);
    };
  }

  /**
   * Exactly so many paragraphs between blank lines, and one of them starts with a word.
   *
   * @param nth which, from 1
   */
  static Check firstWord(int number, int nth, String word) {
    return answer -> {
      List<String> paragraphs =
          Arrays.stream(BLANK_LINE.split(answer))
              .map(String::strip)
              .filter(p -> !p.isEmpty())
              .toList();
      if (paragraphs.size() != number || nth < 1 || nth > number) {
        return false;
      }
      var first = FIRST_WORD.matcher(paragraphs.get(nth - 1));
      return first.find()
          && first.group(1).toLowerCase(Locale.ROOT).equals(word.strip().toLowerCase(Locale.ROOT));
    };
  }
}
