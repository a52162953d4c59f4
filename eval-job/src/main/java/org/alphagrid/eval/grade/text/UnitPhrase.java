package org.alphagrid.eval.grade.text;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Collects the powers of the units in a phrase: {@code square miles per hour}. */
final class UnitPhrase {
  private final Map<String, Integer> powers = new TreeMap<>();
  private String last;
  private int sign = 1;
  private int dimension = 1;

  /** Returns the words as one spelling, or null where they are no unit. */
  String read(String[] words) {
    int i = 0;
    while (i < words.length) {
      String word = words[i];
      // What it is of, or in: "cups of flour", "of the pie".
      if (word.equals("of") || word.equals("in") && last != null) {
        return plain(words, i + 1) ? spelled() : null;
      }
      int taken = take(words, i);
      if (taken == 0) {
        return null;
      }
      i += taken;
    }
    return last == null || sign < 0 || dimension > 1 ? null : spelled();
  }

  /** Returns how many words were understood. */
  private int take(String[] words, int at) {
    String word = words[at];
    switch (word) {
      case "square", "sq", "cubic", "cu" -> {
        dimension = word.startsWith("s") ? 2 : 3;
        return 1;
      }
      case "squared", "cubed" -> {
        if (last == null) {
          return 0;
        }
        powers.merge(last, powers.get(last) * (word.equals("squared") ? 1 : 2), Integer::sum);
        return 1;
      }
      default -> {
        if (UnitNames.INVERTING.contains(word) && last != null && sign > 0) {
          sign = -1;
          return 1;
        }
        return unit(words, at);
      }
    }
  }

  private int unit(String[] words, int at) {
    String word = words[at];
    if (last != null && sign > 0 && UnitNames.BEHIND.contains(word)) {
      return 1;
    }
    String composed = UnitNames.COMPOSED.get(word.toLowerCase(Locale.ROOT));
    if (composed != null && last == null) {
      for (String part : composed.split(" ")) {
        take(new String[] {part}, 0);
      }
      return 1;
    }
    int mark = word.indexOf('^');
    String bare = mark < 0 ? word : word.substring(0, mark);
    if (mark >= 0 && !word.substring(mark + 1).matches("-?\\d")) {
      return 0;
    }
    int power = mark < 0 ? 1 : Integer.parseInt(word.substring(mark + 1));
    String known = UnitNames.known(bare);
    if (known != null) {
      add(known, power);
      return 1;
    }
    int noun = at;
    while (noun < words.length && adjective(words[noun])) {
      noun++;
    }
    boolean counted = noun < words.length && (plural(words[noun]) || words[noun].equals("ways"));
    if (counted) {
      add(singular(words[noun]), 1);
      return noun - at + 1;
    }
    boolean singular = sign < 0 && adjective(bare);
    if (singular) {
      add(bare, 1);
    }
    return singular ? 1 : 0;
  }

  private void add(String unit, int power) {
    last = unit;
    powers.merge(unit, sign * dimension * power, Integer::sum);
    sign = 1;
    dimension = 1;
  }

  private String spelled() {
    StringBuilder spelled = new StringBuilder();
    powers.forEach(
        (unit, power) -> {
          if (power != 0 && !unit.equals("unit")) {
            spelled.append(' ').append(unit).append(power == 1 ? "" : "^" + power);
          }
        });
    return spelled.toString().strip();
  }

  private static boolean plain(String[] words, int from) {
    for (int i = from; i < words.length; i++) {
      if (!words[i].matches("[a-z]+") || UnitNames.CHANGING.contains(words[i])) {
        return false;
      }
    }
    return from < words.length;
  }

  private static boolean adjective(String word) {
    return word.length() >= 3
        && word.matches("[a-z]+")
        && !UnitNames.CHANGING.contains(word)
        && !plural(word)
        && UnitNames.known(word) == null
        && !UnitNames.INVERTING.contains(word);
  }

  private static boolean plural(String word) {
    return word.length() > 3
        && word.matches("[a-z]+s")
        && !word.matches(".*(?:ss|us|is|ous|ways)")
        && !UnitNames.CHANGING.contains(word);
  }

  private static String singular(String plural) {
    return plural.substring(0, plural.length() - 1);
  }
}
