package org.alphagrid.eval.grade.math;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives units one spelling: {@code square centimeters} and {@code cm^2}, {@code miles per hour} and
 * {@code mph}. What is counted is a unit too, if its words say so: a noun in the plural, with
 * others before it or what it is of behind it. Any other word might change the value, so it is
 * none.
 */
final class UnitNames {
  /** One unit a line: its symbol, then its other names; plurals in s are understood. */
  private static final Map<String, String> SYMBOLS =
      symbols(
          """
          m meter metre
          cm centimeter centimetre cms
          mm millimeter millimetre
          km kilometer kilometre kms
          nm nanometer nanometre
          in inch inches
          ft foot feet
          yd yard yds
          mi mile
          au
          ly lightyear
          g gram gm
          kg kilogram kgs kilo
          mg milligram
          lb pound lbs \u00a3 gbp
          oz ounce
          ton tonne
          sec second s secs
          ms millisecond
          ns nanosecond
          min minute mins
          hr hour h hrs
          day
          week wk wks
          month
          year yr yrs
          decade
          century centuries
          l liter litre L
          ml milliliter millilitre mL
          gal gallon
          qt quart
          pt pint
          cup
          tbsp tablespoon
          tsp teaspoon
          acre
          ha hectare
          N newton
          J joule
          kJ kilojoule
          cal calorie
          kcal kilocalorie
          W watt
          kW kilowatt
          MW megawatt
          V volt
          A amp ampere amps
          Hz hertz
          kHz kilohertz
          MHz megahertz
          GHz gigahertz
          Pa pascal
          kPa kilopascal
          atm atmosphere
          K kelvin
          C celsius
          F fahrenheit
          ohm Omega \u03a9
          T tesla
          mol mole
          eV electronvolt
          keV
          MeV
          GeV
          M molar
          bit
          byte
          dollar $ usd buck
          cent \u00a2
          euro \u20ac eur
          yen
          rupee
          percent % percentage
          degree deg \u00b0
          rad radian
          person people persons
          child children
          man men
          woman women
          mouse mice
          goose geese
          tooth teeth
          ox oxen
          die dice
          leaf leaves
          loaf loaves
          shelf shelves
          knife knives
          wolf wolves
          unit
          fish
          sheep
          deer
          way
          rpm
          """);

  private static final Map<String, String> COMPOSED =
      Map.of(
          "mph", "mi per hr", "kmh", "km per hr", "kph", "km per hr", "kmph", "km per hr", "mps",
          "m per sec", "fps", "ft per sec", "cc", "cm^3", "sqft", "ft^2", "mpg", "mi per gal");

  /** Words that may not be part of a unit: they change the value, deny it or go on talking. */
  private static final Set<String> CHANGING =
      Set.of(
          """
          hundred hundreds thousand thousands million millions billion billions trillion trillions
          dozen dozens pair pairs score scores couple half halves third thirds quarter quarters fourth
          fourths fifth fifths sixth sixths seventh eighth eighths ninth ninths tenth tenths hundredth
          hundredths thousandth thousandths double triple twice times tens ones zero zeros one two three
          four five six seven eight nine ten eleven twelve twenty thirty forty fifty
          or and not no nor neither either but if unless where when while because since so thus hence
          therefore than then though although is are was were be been being has have had do does did
          approximately about around roughly nearly almost exactly over under above below between within
          mod modulo base pi plus minus less more most least fewer fewest greater smaller larger lower
          higher bigger at to from until till before after by up down off on out into onto beyond past
          only just even also too again maybe perhaps possibly wrong right correct incorrect false true
          point negative positive squared-root root power powers factorial factorials divided multiplied added
          increased decreased reduced raised plus-minus other others else this that these those it its
          his her their our your my he she they we you what which who whose how why there here
          always sometimes never yes unknown undefined infinite infinity none nothing all any
          some many few several digits solutions answers options choices problems
          """
              .split("\\s+"));
  private static final Set<String> BEHIND =
      Set.of(
          "each", "total", "altogether", "left", "remaining", "overall", "long", "wide", "tall",
          "high", "deep", "old", "away", "apart", "apiece", "daily", "weekly", "monthly", "yearly",
          "annually");
  private static final Set<String> INVERTING = Set.of("per", "/", "a", "an", "every");
  private static final int MOST_WORDS = 8;

  private UnitNames() {}

  private static Map<String, String> symbols(String table) {
    Map<String, String> symbols = new HashMap<>();
    for (String line : table.split("\n")) {
      String[] names = line.strip().split(" ");
      for (String name : names) {
        symbols.put(name, names[0]);
      }
    }
    return symbols;
  }

  /** Returns the words as one spelling, empty where they only say "units"; null if no unit. */
  static String spelling(String phrase) {
    String apart =
        phrase
            .replaceAll("\\s*/\\s*", " / ")
            .replaceAll("\\\\(?:cdot|,)|[\u00b7*~]|(?<=[a-z])-(?=[a-z])", " ")
            .replaceAll("(?<=[A-Za-z])\\.(?=\\s|$)|,$", "")
            .replaceAll("\\s*\\^\\s*\\{?(-?\\d)\\}?", "^$1")
            .strip();
    String[] words = apart.split("\\s+");
    return apart.isEmpty() || words.length > MOST_WORDS ? null : new Reading().read(words);
  }

  /** Returns whether a letter is a unit's symbol, as in {@code 12 h}. */
  static String symbol(String letter) {
    return SYMBOLS.get(letter);
  }

  /** Collects the powers of units. */
  private static final class Reading {
    private final Map<String, Integer> powers = new TreeMap<>();
    private String last;
    private int sign = 1;
    private int dimension = 1;

    private String read(String[] words) {
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
          if (INVERTING.contains(word) && last != null && sign > 0) {
            sign = -1;
            return 1;
          }
          return unit(words, at);
        }
      }
    }

    private int unit(String[] words, int at) {
      String word = words[at];
      if (last != null && sign > 0 && BEHIND.contains(word)) {
        return 1;
      }
      String composed = COMPOSED.get(word.toLowerCase(Locale.ROOT));
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
      String known = known(bare);
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
  }

  private static boolean plain(String[] words, int from) {
    for (int i = from; i < words.length; i++) {
      if (!words[i].matches("[a-z]+") || CHANGING.contains(words[i])) {
        return false;
      }
    }
    return from < words.length;
  }

  private static String known(String word) {
    String symbol = SYMBOLS.get(word);
    if (symbol == null && word.length() > 1) {
      String small = word.toLowerCase(Locale.ROOT);
      symbol = SYMBOLS.get(small);
      if (symbol == null && small.endsWith("s") && small.length() > 3) {
        symbol = SYMBOLS.get(small.substring(0, small.length() - 1));
      }
    }
    return symbol;
  }

  private static boolean adjective(String word) {
    return word.length() >= 3
        && word.matches("[a-z]+")
        && !CHANGING.contains(word)
        && !plural(word)
        && known(word) == null
        && !INVERTING.contains(word);
  }

  private static boolean plural(String word) {
    return word.length() > 3
        && word.matches("[a-z]+s")
        && !word.matches(".*(?:ss|us|is|ous|ways)")
        && !CHANGING.contains(word);
  }

  private static String singular(String plural) {
    return plural.substring(0, plural.length() - 1);
  }
}
