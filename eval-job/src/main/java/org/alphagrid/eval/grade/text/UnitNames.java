package org.alphagrid.eval.grade.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives units one spelling: {@code square centimeters} and {@code cm^2}, {@code miles per hour} and
 * {@code mph}. What is counted is a unit too, if its words say so: a noun in the plural, with
 * others before it or what it is of behind it. Any other word might change the value, so it is
 * none.
 */
public final class UnitNames {
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

  static final Map<String, String> COMPOSED =
      Map.of(
          "mph",
          "mi per hr",
          "kmh",
          "km per hr",
          "kph",
          "km per hr",
          "kmph",
          "km per hr",
          "mps",
          "m per sec",
          "fps",
          "ft per sec",
          "cc",
          "cm^3",
          "sqft",
          "ft^2",
          "mpg",
          "mi per gal");

  /** Words that may not be part of a unit: they change the value, deny it or go on talking. */
  static final Set<String> CHANGING =
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

  static final Set<String> BEHIND =
      Set.of(
          "each",
          "total",
          "altogether",
          "left",
          "remaining",
          "overall",
          "long",
          "wide",
          "tall",
          "high",
          "deep",
          "old",
          "away",
          "apart",
          "apiece",
          "daily",
          "weekly",
          "monthly",
          "yearly",
          "annually");
  static final Set<String> INVERTING = Set.of("per", "/", "a", "an", "every");
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
  public static String spelling(String phrase) {
    String apart =
        phrase
            .replaceAll("\\s*/\\s*", " / ")
            .replaceAll("\\\\(?:cdot|,)|[\u00b7*~]|(?<=[a-z])-(?=[a-z])", " ")
            .replaceAll("(?<=[A-Za-z])\\.(?=\\s|$)|,$", "")
            .replaceAll("\\s*\\^\\s*\\{?(-?\\d)\\}?", "^$1")
            .strip();
    String[] words = apart.split("\\s+");
    return apart.isEmpty() || words.length > MOST_WORDS ? null : new UnitPhrase().read(words);
  }

  /** Returns the unit that a symbol or word stands for, in one spelling; null if none. */
  public static String symbol(String letter) {
    return SYMBOLS.get(letter);
  }

  static String known(String word) {
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
}
