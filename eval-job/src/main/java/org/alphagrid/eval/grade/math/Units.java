package org.alphagrid.eval.grade.math;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.alphagrid.eval.grade.latex.MathToken;
import org.alphagrid.eval.grade.latex.Notation;
import org.alphagrid.eval.grade.text.UnitNames;

/**
 * Reads units around a value: words after it, a degree or percent sign, a currency sign before it.
 * Words that are no unit by {@link UnitNames} are not understood, because they may change the value
 * ({@code million}, {@code at most}).
 */
final class Units {
  private static final String DEGREE = "degree";
  private static final String PERCENT = "percent";
  private static final String DOLLAR = "dollar";
  private static final Set<String> CURRENCIES = Set.of("$", "\u20ac", "\u00a3");
  private static final Set<String> SHORT =
      Set.of(
          "cm", "mm", "km", "ft", "kg", "mg", "lb", "hr", "mi", "yd", "in", "oz", "ml", "mL", "kW",
          "Hz", "eV", "US", "of", "an", "sq", "cu");
  private static final Set<String> CURRENCY_WORDS = Set.of("us", "usd", "eur", "gbp");

  private final List<MathToken> tokens;
  private final int start;
  private final StringBuilder phrase = new StringBuilder();
  private int end;
  private boolean text;

  private Units(List<MathToken> tokens, int start) {
    this.tokens = tokens;
    this.start = start;
    this.end = tokens.size();
  }

  /** Holds a value's tokens and its unit in one spelling, empty without one. */
  record Measured(List<MathToken> tokens, String unit) {}

  static Measured separate(List<MathToken> tokens) {
    Measured money = money(tokens);
    if (money != null) {
      return money;
    }
    Units units = new Units(tokens, 0);
    // The degrees of an angle belong to the function it stands in.
    boolean angle = tokens.stream().anyMatch(Units::function);
    while (units.end > 1 && units.take(angle)) {
      // All that is taken is one phrase.
    }
    if (units.phrase.isEmpty()) {
      return new Measured(tokens, "");
    }
    String unit = UnitNames.spelling(units.phrase.toString());
    if (unit == null && units.text) {
      throw new NotUnderstood("words that are no unit");
    }
    return unit == null
        ? new Measured(tokens, "")
        : new Measured(tokens.subList(0, units.end), unit);
  }

  /** Returns tokens with a last letter that is the symbol of the reference's unit as a word. */
  static List<MathToken> withSymbol(List<MathToken> tokens, Answer reference) {
    int last = tokens.size() - 1;
    boolean letter =
        last > 0
            && tokens.get(last).kind() == MathToken.Kind.LETTER
            && reference instanceof Answer.Formula formula
            && !formula.unit().isEmpty()
            && formula.unit().equals(UnitNames.symbol(tokens.get(last).text()));
    if (!letter) {
      return tokens;
    }
    List<MathToken> worded = new ArrayList<>(tokens.subList(0, last));
    worded.add(new MathToken(MathToken.Kind.TEXT, tokens.get(last).text()));
    return worded;
  }

  /**
   * Returns a value after a currency sign, which words of the same currency may follow; or null.
   */
  private static Measured money(List<MathToken> tokens) {
    int at = 0;
    boolean negative = !tokens.isEmpty() && tokens.get(0).is("-");
    at += negative ? 1 : 0;
    String unit = null;
    while (at < tokens.size() && currency(tokens.get(at))) {
      String name = tokens.get(at).text().toLowerCase(Locale.ROOT);
      unit = name.equals("us") ? DOLLAR : UnitNames.symbol(name);
      at++;
    }
    if (unit == null || at == tokens.size() || tokens.get(at).is("%")) {
      return null;
    }
    Measured rest = separate(tokens.subList(at, tokens.size()));
    if (!rest.unit().isEmpty() && !rest.unit().split(" ")[0].equals(unit)) {
      throw new NotUnderstood("two currencies");
    }
    List<MathToken> value = new ArrayList<>(tokens.subList(0, negative ? 1 : 0));
    value.addAll(rest.tokens());
    return new Measured(value, rest.unit().isEmpty() ? unit : rest.unit());
  }

  private static boolean currency(MathToken token) {
    return token.kind() == MathToken.Kind.SIGN && CURRENCIES.contains(token.text())
        || wordy(token) && CURRENCY_WORDS.contains(token.text().toLowerCase(Locale.ROOT));
  }

  private static boolean function(MathToken token) {
    return token.kind() == MathToken.Kind.MACRO && Notation.FUNCTIONS.contains(token.text());
  }

  /** Puts what ends the rest of the tokens before the phrase, if it may belong to a unit. */
  private boolean take(boolean angle) {
    MathToken last = tokens.get(end - 1);
    if (last.is("%")) {
      return put(1, PERCENT);
    }
    if (angle) {
      return false;
    }
    int degree = degreeLength(end);
    if (degree > 0) {
      return put(degree, DEGREE);
    }
    if (quotientEnds()) {
      text = true;
      return put(7, tokens.get(end - 5).text() + " / " + tokens.get(end - 2).text());
    }
    int power = powerLength(end);
    String exponent = power == 0 ? "" : "^" + exponent(power);
    int at = end - power - 1;
    if (at < 1) {
      return false;
    }
    MathToken word = tokens.get(at);
    if (wordy(word)) {
      text |= word.kind() == MathToken.Kind.TEXT;
      return put(power + 1, word.text() + exponent);
    }
    if (word.kind() == MathToken.Kind.LETTER && degreeLength(at) > 0) {
      return put(power + 1, word.text());
    }
    boolean divided = at >= 3 && tokens.get(at - 1).is("/") && unitEnds(at - 1);
    if (word.kind() == MathToken.Kind.LETTER && divided) {
      return put(power + 2, "/ " + word.text() + exponent);
    }
    boolean joins = !phrase.isEmpty() && power == 0 && (word.is("/") || word.is("*"));
    if (joins && (unitEnds(at) || word.is("/"))) {
      return put(1, word.is("/") ? "/" : " ");
    }
    boolean sign = word.kind() == MathToken.Kind.SIGN || word.macro("Omega");
    return sign && UnitNames.symbol(word.text()) != null && put(1, word.text());
  }

  /** {@code \\frac{\\text{miles}}{\\text{hour}}}. */
  private boolean quotientEnds() {
    int from = end - 7;
    return from > start
        && tokens.get(from).macro("frac")
        && tokens.get(from + 1).is("{")
        && tokens.get(from + 2).kind() == MathToken.Kind.TEXT
        && tokens.get(from + 3).is("}")
        && tokens.get(from + 4).is("{")
        && tokens.get(from + 5).kind() == MathToken.Kind.TEXT
        && tokens.get(from + 6).is("}");
  }

  private boolean put(int length, String word) {
    if (end - length < start + 1) {
      return false;
    }
    phrase.insert(0, ' ').insert(0, word);
    end -= length;
    return true;
  }

  private boolean unitEnds(int position) {
    int at = position - powerLength(position) - 1;
    return at >= 1 && wordy(tokens.get(at));
  }

  // Two letters side by side are rather a product.
  private static boolean wordy(MathToken token) {
    boolean word = token.kind() == MathToken.Kind.WORD;
    return token.kind() == MathToken.Kind.TEXT
        || word && (token.text().length() > 2 || SHORT.contains(token.text()));
  }

  /** Returns the length of a degree sign that ends before a position. */
  private int degreeLength(int position) {
    if (position < 2) {
      return 0;
    }
    MathToken last = tokens.get(position - 1);
    if (last.macro("circ")) {
      return tokens.get(position - 2).is("^") ? 2 : 0;
    }
    boolean grouped =
        position >= 4
            && last.is("}")
            && tokens.get(position - 2).macro("circ")
            && tokens.get(position - 3).is("{")
            && tokens.get(position - 4).is("^");
    return grouped ? 4 : 0;
  }

  /** Returns the length of an exponent that ends before a position and belongs to a unit. */
  private int powerLength(int position) {
    if (position >= 3 && tokens.get(position - 1).number() && tokens.get(position - 2).is("^")) {
      return 2;
    }
    if (position < 5 || !tokens.get(position - 1).is("}") || !tokens.get(position - 2).number()) {
      return 0;
    }
    int open = tokens.get(position - 3).is("-") ? position - 4 : position - 3;
    boolean grouped = open >= 1 && tokens.get(open).is("{") && tokens.get(open - 1).is("^");
    return grouped ? position - open + 1 : 0;
  }

  private String exponent(int length) {
    if (length == 2) {
      return tokens.get(end - 1).text();
    }
    return (length == 5 ? "-" : "") + tokens.get(end - 2).text();
  }

  /** Returns whether a candidate's unit may stand where the reference has its own. */
  static boolean compatible(String reference, String candidate) {
    return reference.isEmpty() || candidate.isEmpty() || reference.equals(candidate);
  }

  static boolean percent(String unit) {
    return unit.equals(PERCENT);
  }

  static boolean degree(String unit) {
    return unit.startsWith(DEGREE);
  }
}
