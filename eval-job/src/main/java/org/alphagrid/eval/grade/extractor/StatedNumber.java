package org.alphagrid.eval.grade.extractor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphagrid.eval.grade.math.MathEquivalence;

/** Finds the number in what follows an answer phrase. */
final class StatedNumber {
  private static final int LONGEST = 1000;
  private static final Pattern WORDS = Pattern.compile("(?<![\\\\A-Za-z])[A-Za-z]{2,}");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w.])[-\u2212]?\\\\?\\$?\\d+(?:(?:,\\d{3})+(?!\\d))?(?:\\.\\d+)?(?:/\\d+)?(?:\\s?\\\\?%)?");
  private static final Pattern OPEN =
      Pattern.compile("\\s*(?:or|to|and)\\b|\\s*[-+*/^\u00d7=<>]", Pattern.CASE_INSENSITIVE);

  private StatedNumber() {}

  /**
   * Returns the statement itself where it is a number or a formula, the number in it where it is a
   * sentence with one, and nothing where it has none.
   */
  static Optional<String> in(String statement) {
    String plain = statement.replaceAll("^(?:\\*\\*|\\s)+|[!*_\\s]+$", "");
    boolean sentence =
        plain.length() <= LONGEST
            && WORDS.matcher(plain).find()
            && MathEquivalence.number(plain).isEmpty();
    boolean digits = plain.chars().anyMatch(c -> c >= '0' && c <= '9');
    if (!sentence) {
      return digits || !plain.matches("[\\p{L}\\s,.]*") ? Optional.of(plain) : Optional.empty();
    }
    return digits ? Optional.of(number(plain)) : formula(plain);
  }

  // A formula without digits, such as \\sqrt{x}, still is an answer.
  private static Optional<String> formula(String plain) {
    return plain.contains("\\") || plain.contains("^") ? Optional.of(plain) : Optional.empty();
  }

  private static String number(String sentence) {
    String right = sentence.substring(sentence.lastIndexOf('=') + 1);
    Matcher number = NUMBER.matcher(right);
    if (!number.find()) {
      return sentence;
    }
    String first = number.group();
    boolean leads = right.substring(0, number.start()).isBlank();
    boolean open = OPEN.matcher(right).region(number.end(), right.length()).lookingAt();
    boolean only = !number.find();
    // "27 of the 30" says 27; "between 27 and 30" and "27 or 30" say neither.
    return !open && (only || leads) ? first : sentence;
  }
}
