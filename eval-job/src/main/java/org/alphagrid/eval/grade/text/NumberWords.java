package org.alphagrid.eval.grade.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads numbers written as English words: {@code twenty-five}, {@code one half}. */
public final class NumberWords {
  private static final List<String> ONES =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  private static final List<String> TENS =
      List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  private static final Map<String, Integer> SCALES =
      Map.of("hundred", 100, "thousand", 1000, "million", 1_000_000);
  private static final Map<String, Integer> PARTS =
      Map.of(
          "half",
          2,
          "halves",
          2,
          "third",
          3,
          "thirds",
          3,
          "quarter",
          4,
          "quarters",
          4,
          "fourths",
          4,
          "fifth",
          5,
          "fifths",
          5);
  private static final int MOST_WORDS = 8;

  /** Holds a number as a fraction. */
  public record Fraction(long above, long below) {}

  private NumberWords() {}

  /** Returns the number that all of the words say, or null. */
  public static Fraction value(String text) {
    String[] words = text.toLowerCase(Locale.ROOT).replace('-', ' ').strip().split("\\s+");
    if (words.length > MOST_WORDS) {
      return null;
    }
    Integer part = PARTS.get(words[words.length - 1]);
    if (part != null && words.length > 1) {
      Long above = whole(words, words.length - 1);
      return above == null ? null : new Fraction(above, part);
    }
    Long value = whole(words, words.length);
    return value == null ? null : new Fraction(value, 1);
  }

  private static Long whole(String[] words, int count) {
    long total = 0;
    long group = 0;
    int room = 0;
    for (int i = 0; i < count; i++) {
      int one = ONES.indexOf(words[i]);
      int ten = TENS.indexOf(words[i]);
      Integer scale = SCALES.get(words[i]);
      if (words[i].equals("and") && i > 0 && "hundred".equals(words[i - 1])) {
        continue;
      }
      if (scale != null && group > 0) {
        boolean hundred = scale == 100;
        total += hundred ? 0 : group * scale;
        group = hundred ? group * scale : 0;
        room = scale;
      } else if (ten > 1 && (i == 0 || room >= 100)) {
        group += 10L * ten;
        room = 10;
      } else if (one >= 0 && (i == 0 || room >= 100 || room == 10 && one > 0 && one < 10)) {
        group += one;
        room = 0;
      } else {
        return null;
      }
    }
    return count == 0 ? null : total + group;
  }
}
