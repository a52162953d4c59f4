package org.alphagrid.eval.grade.math;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads units around a value: words after it, a degree or percent sign, a currency sign before it.
 * Words that change the value ({@code million}, {@code dozen}) are not units.
 */
final class Units {
  private static final String DEGREE = "degree";
  private static final String PERCENT = "percent";
  private static final String DOLLAR = "dollar";
  private static final Set<String> CHANGING =
      Set.of(
          "hundred",
          "thousand",
          "million",
          "billion",
          "trillion",
          "dozen",
          "pair",
          "pairs",
          "or",
          "and",
          "not",
          "no",
          "approximately",
          "mod",
          "base",
          "half",
          "halves",
          "third",
          "thirds",
          "quarter",
          "quarters",
          "fifths",
          "tenths",
          "pi",
          "times",
          "if",
          "where",
          "for",
          "when",
          "is",
          "are",
          "was",
          "wrong",
          "right",
          "only",
          "plus",
          "minus",
          "more",
          "less",
          "than",
          "point",
          "but",
          "to");
  private static final Set<String> BARE =
      Set.of(
          "cm",
          "mm",
          "km",
          "ft",
          "kg",
          "mg",
          "lb",
          "lbs",
          "min",
          "hr",
          "hrs",
          "sec",
          "mph",
          "mi",
          "yd",
          "in",
          "units",
          "unit",
          "square",
          "cubic",
          "inches",
          "inch",
          "feet",
          "foot",
          "meters",
          "meter",
          "miles",
          "mile",
          "yards",
          "hours",
          "hour",
          "minutes",
          "minute",
          "seconds",
          "second",
          "days",
          "day",
          "weeks",
          "years",
          "year",
          "months",
          "dollars",
          "dollar",
          "cents",
          "cent",
          "degrees",
          "degree",
          "percent",
          "pounds",
          "grams",
          "gallons",
          "liters",
          "people",
          "ways",
          "students",
          "centimeters",
          "kilometers",
          "per");
  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("centimeter", "cm"),
          Map.entry("millimeter", "mm"),
          Map.entry("kilometer", "km"),
          Map.entry("meter", "m"),
          Map.entry("inch", "in"),
          Map.entry("inche", "in"),
          Map.entry("feet", "ft"),
          Map.entry("foot", "ft"),
          Map.entry("hour", "hr"),
          Map.entry("minute", "min"),
          Map.entry("second", "sec"),
          Map.entry("pound", "lb"),
          Map.entry("mile", "mi"),
          Map.entry("yard", "yd"),
          Map.entry("gram", "g"),
          Map.entry("kilogram", "kg"),
          Map.entry("unit", ""));

  private Units() {}

  /** Holds a value's tokens and its unit in one spelling, empty without one. */
  record Measured(List<MathToken> tokens, String unit) {}

  static Measured separate(List<MathToken> tokens) {
    int start = !tokens.isEmpty() && dollar(tokens.get(0)) ? 1 : 0;
    int end = tokens.size();
    List<String> words = new ArrayList<>();
    if (start == 1) {
      words.add(DOLLAR);
    }
    // The degrees of an angle belong to the function it stands in.
    boolean angle = tokens.stream().anyMatch(Units::function);
    while (end > start + 1 && !(angle && !tokens.get(end - 1).is("%"))) {
      int length = unitEndingAt(tokens, end, words);
      if (length == 0) {
        break;
      }
      end -= length;
    }
    return new Measured(tokens.subList(start, end), String.join(" ", words));
  }

  private static boolean function(MathToken token) {
    return token.kind() == MathToken.Kind.MACRO && Notation.FUNCTIONS.contains(token.text());
  }

  private static boolean dollar(MathToken token) {
    return token.is("$");
  }

  /**
   * Returns how many tokens before {@code end} are a unit; what they say is put in front of the
   * words.
   */
  private static int unitEndingAt(List<MathToken> tokens, int end, List<String> words) {
    MathToken last = tokens.get(end - 1);
    if (last.is("%")) {
      words.add(0, PERCENT);
      return 1;
    }
    if (last.macro("circ") && tokens.get(end - 2).is("^")) {
      words.add(0, DEGREE);
      return 2;
    }
    if (last.is("}")
        && end >= 4
        && tokens.get(end - 2).macro("circ")
        && tokens.get(end - 3).is("{")) {
      words.add(0, DEGREE);
      return 4;
    }
    int power = powerLength(tokens, end);
    MathToken word = end - power >= 1 ? tokens.get(end - power - 1) : last;
    boolean text = word.kind() == MathToken.Kind.TEXT;
    boolean bare = word.kind() == MathToken.Kind.WORD && BARE.contains(word.text());
    if (!text && !bare) {
      return 0;
    }
    words.add(0, unit(word.text()) + (power == 0 ? "" : "^" + exponent(tokens, end)));
    return power + 1;
  }

  /** Returns the length of an exponent that ends here and belongs to a unit. */
  private static int powerLength(List<MathToken> tokens, int end) {
    if (end >= 3 && tokens.get(end - 1).number() && tokens.get(end - 2).is("^")) {
      return 2;
    }
    boolean grouped =
        end >= 5
            && tokens.get(end - 1).is("}")
            && tokens.get(end - 2).number()
            && tokens.get(end - 3).is("{")
            && tokens.get(end - 4).is("^");
    return grouped ? 4 : 0;
  }

  private static String exponent(List<MathToken> tokens, int end) {
    return tokens.get(tokens.get(end - 1).number() ? end - 1 : end - 2).text();
  }

  private static String unit(String text) {
    List<String> words = new ArrayList<>();
    for (String written : text.toLowerCase(Locale.ROOT).replaceAll("[.,]+$", "").split("\\s+")) {
      if (CHANGING.contains(written) || !written.matches("[a-z/^0-9]+")) {
        throw new NotUnderstood("words that are no unit");
      }
      String single =
          written.length() > 3 && written.endsWith("s")
              ? written.substring(0, written.length() - 1)
              : written;
      words.add(SAME.getOrDefault(single, single));
    }
    return String.join(" ", words).strip();
  }

  /** Returns whether a candidate's unit may stand where the reference has its own. */
  static boolean compatible(String reference, String candidate) {
    return reference.isEmpty() || candidate.isEmpty() || reference.equals(candidate);
  }

  static boolean percent(String unit) {
    return unit.equals(PERCENT);
  }
}
