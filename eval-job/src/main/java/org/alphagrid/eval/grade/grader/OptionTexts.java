package org.alphagrid.eval.grade.grader;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.alphagrid.eval.grade.math.MathEquivalence;
import org.alphagrid.eval.grade.text.PlainText;

/**
 * Finds the option whose text is written: in the same words, whatever their capitals, blanks and
 * typesetting, or as an equal formula or number. A text that two options share says nothing.
 */
final class OptionTexts {
  // Longer options are sentences.
  private static final int LONGEST_FORMULA = 200;
  private static final int LONGEST = 2000;

  private final List<String> options;

  OptionTexts(List<String> options) {
    this.options = options;
  }

  /** Returns the index of the only option that the text says, from 0. */
  Optional<Integer> said(String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      return Optional.empty();
    }
    String words = words(text);
    String small = words.toLowerCase(Locale.ROOT);
    return only(option -> option.strip().equals(text.strip()))
        .or(() -> only(option -> words(option).equals(words)))
        .or(() -> only(option -> words(option).toLowerCase(Locale.ROOT).equals(small)))
        .or(() -> only(option -> equalFormula(option, text)));
  }

  private Optional<Integer> only(Predicate<String> same) {
    int[] found =
        IntStream.range(0, options.size()).filter(i -> same.test(options.get(i))).toArray();
    return found.length == 1 ? Optional.of(found[0]) : Optional.empty();
  }

  private static boolean equalFormula(String option, String text) {
    return option.length() <= LONGEST_FORMULA
        && text.length() <= LONGEST_FORMULA
        && MathEquivalence.compare(option, text).equal();
  }

  // A backslash before a percent or currency sign only protects it from TeX; blanks count between
  // words only.
  private static String words(String text) {
    return PlainText.of(text)
        .replaceAll("\\\\(?=[%$&#])", "")
        .replaceAll("^(?:[Tt]he|[Aa]n?) (?=\\p{L}{3})", "")
        .replaceAll("(?<!\\p{L})\\s+|\\s+(?!\\p{L})", "");
  }
}
