package org.alphagrid.eval.grade.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells answers in words from letters of a formula. Two or three letters run together are a
 * product, unless they are a word that people answer with, or look like a name ({@code Tom}) or an
 * abbreviation ({@code DNE}).
 */
public final class ShortWords {
  private static final Set<String> WORDS =
      Set.of(
          "no", "yes", "odd", "even", "dne", "all", "any", "one", "two", "six", "ten", "max", "min",
          "up", "red", "tie", "win", "lose", "on", "off", "in", "out", "nor", "not", "both", "none",
          "day", "end", "low", "high", "and", "or", "he", "she", "it", "we", "you", "now", "new",
          "old", "big", "top", "left", "cat", "dog", "cow", "hen", "pig", "sum", "mon", "tue",
          "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
          "sep", "oct", "nov", "dec", "am", "pm", "east", "west", "true", "false");

  /** Other words for the same answer. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "does not exist", "dne",
          "no solutions", "no solution",
          "no real solutions", "no solution",
          "no real solution", "no solution",
          "all reals", "all real numbers",
          "real numbers", "all real numbers",
          "none of the above", "none of these");

  private ShortWords() {}

  /** Returns whether a word that stands alone is an answer in words. */
  public static boolean word(String letters) {
    String small = letters.toLowerCase(Locale.ROOT);
    boolean name =
        Character.isUpperCase(letters.charAt(0)) && letters.substring(1).equals(small.substring(1));
    boolean capitals = letters.equals(letters.toUpperCase(Locale.ROOT));
    return letters.length() > 3 || name || capitals || WORDS.contains(small);
  }

  /** Returns words in one spelling; the capitals of an abbreviation stay. */
  public static String spelling(String words) {
    String plain = words.strip().replaceAll("\\s+", " ");
    String bare =
        plain
            .replaceAll("^\\(\\s?|\\s?\\)$|\\.$", "")
            .replaceAll("^(?:[Tt]he|[Aa]n?) (?=..)", "")
            .strip();
    String small = bare.toLowerCase(Locale.ROOT);
    boolean abbreviation = bare.length() <= 3 && !WORDS.contains(small) && !bare.contains(" ");
    boolean capitals = bare.equals(bare.toUpperCase(Locale.ROOT));
    return abbreviation && capitals ? bare : SYNONYMS.getOrDefault(small, small);
  }
}
