package org.alphagrid.eval.grade.math;

import java.util.List;
import java.util.Set;
import org.alphagrid.eval.grade.latex.MathToken;
import org.alphagrid.eval.grade.latex.Notation;

/**
 * Reads one factor of a formula: a number, letter, group, fraction, root or function, and marks.
 */
final class AtomReader {
  private static final Set<String> STARTING_MACROS =
      Set.of("frac", "sqrt", "binom", "pi", "infty", "lfloor", "lceil", "imath");

  private final Cursor cursor;
  private final FormulaReader formulas;
  private final FunctionReader functions;
  private final LetterReader letters;
  private int openBars;

  AtomReader(Cursor cursor, FormulaReader formulas) {
    this.cursor = cursor;
    this.formulas = formulas;
    this.functions = new FunctionReader(cursor, this);
    this.letters = new LetterReader(cursor, this, functions);
  }

  /** Returns whether a factor starts here. */
  boolean startsHere() {
    MathToken token = cursor.peek();
    return switch (token.kind()) {
      case NUMBER, LETTER, WORD -> true;
      case TEXT -> false;
      case SIGN ->
          token.is("(") || token.is("[") || token.is("{") || (token.is("|") && openBars == 0);
      case MACRO ->
          STARTING_MACROS.contains(token.text())
              || Notation.LETTERS.contains(token.text())
              || Notation.FUNCTIONS.contains(token.text());
    };
  }

  /** Returns a factor with its exponent, factorial and degree marks. */
  Node powered() {
    formulas.work().enter();
    Node node = atom();
    while (true) {
      formulas.work().step();
      if (cursor.peek().is("^") && !cursor.ahead(1).macro("circ") && !degreeGroup()) {
        cursor.next();
        node = new Node.Power(node, exponent());
        if (cursor.peek().is("^")) {
          throw new NotUnderstood("two exponents");
        }
      } else if (cursor.peek().is("^")) {
        node = degrees(node);
      } else if (cursor.accept("!")) {
        if (cursor.peek().is("!")) {
          throw new NotUnderstood("two factorial signs");
        }
        node = new Node.Function("factorial", node, null);
      } else if (cursor.accept("%")) {
        node = new Node.Quotient(node, FormulaReader.number(100));
      } else {
        formulas.work().leave();
        return node;
      }
    }
  }

  boolean degreeGroup() {
    return cursor.ahead(1).is("{") && cursor.ahead(2).macro("circ") && cursor.ahead(3).is("}");
  }

  private Node degrees(Node node) {
    boolean grouped = degreeGroup();
    for (int i = grouped ? 4 : 2; i > 0; i--) {
      cursor.next();
    }
    Node half = new Node.Quotient(new Node.Constant("pi"), FormulaReader.number(180));
    return new Node.Product(List.of(node, half));
  }

  Node exponent() {
    return cursor.peek().is("-") ? negativeExponent() : argument();
  }

  private Node negativeExponent() {
    cursor.next();
    return FormulaReader.negated(argument());
  }

  /** Returns what a macro or an exponent applies to: a group in braces, or a single factor. */
  Node argument() {
    if (cursor.peek().is("{")) {
      return group("{", "}");
    }
    return plainAtom();
  }

  Node sum() {
    return formulas.sum();
  }

  /** Returns a group whose opening sign stands here. */
  Node group(String open, String close) {
    cursor.expect(open);
    int bars = openBars;
    openBars = 0;
    Node node = formulas.whole();
    openBars = bars;
    cursor.expect(close);
    return node;
  }

  private Node plainAtom() {
    MathToken token = cursor.peek();
    if (token.number() || token.kind() == MathToken.Kind.LETTER || startsHere()) {
      return atom();
    }
    throw new NotUnderstood("no argument");
  }

  private Node atom() {
    MathToken token = cursor.peek();
    return switch (token.kind()) {
      case NUMBER -> number();
      case LETTER -> letters.letter();
      case WORD -> letters.word();
      case TEXT -> throw new NotUnderstood("words in a formula");
      case SIGN -> sign(token);
      case MACRO -> macro(token);
    };
  }

  private Node sign(MathToken token) {
    return switch (token.text()) {
      case "(" -> group("(", ")");
      case "[" -> group("[", "]");
      case "{" -> group("{", "}");
      case "|" -> absolute();
      case "_", "^" -> chosen();
      default -> throw new NotUnderstood("no factor");
    };
  }

  /** {@code _{n}C_{k}} and {@code ^{n}C_{k}}. */
  private Node chosen() {
    cursor.next();
    Node above = argument();
    MathToken name = cursor.next();
    if (!name.text().equals("C") || !cursor.accept("_")) {
      throw new NotUnderstood("no factor");
    }
    return new Node.Function("binomial", above, argument());
  }

  private Node absolute() {
    cursor.next();
    openBars++;
    Node inside = formulas.sum();
    openBars--;
    cursor.expect("|");
    return new Node.Function("abs", inside, null);
  }

  private Node number() {
    String digits = cursor.next().text();
    int point = digits.indexOf('.');
    if (cursor.accept("_")) {
      return basedNumber(digits);
    }
    if (cursor.acceptMacro("overline")) {
      return repeating(digits, point);
    }
    int end = digits.indexOf('e') < 0 ? digits.length() : digits.indexOf('e');
    int decimals = point < 0 ? 0 : end - point - 1;
    return new Node.Number(Rational.parse(digits), digits.length() == end ? decimals : 0);
  }

  private Node basedNumber(String digits) {
    boolean grouped = cursor.accept("{");
    MathToken base = cursor.next();
    if (!base.number() || (grouped && !cursor.accept("}"))) {
      throw new NotUnderstood("no base");
    }
    return new Node.BasedNumber(digits, base.text());
  }

  /** {@code 0.1\overline{6}}. */
  private Node repeating(String digits, int point) {
    cursor.expect("{");
    String period = cursor.next().text();
    cursor.expect("}");
    boolean onlyDigits = !period.isEmpty() && period.chars().allMatch(c -> c >= '0' && c <= '9');
    if (point < 0 || !onlyDigits) {
      throw new NotUnderstood("no repeating decimal");
    }
    Rational shift = Rational.of(10).power(digits.length() - point - 1);
    Rational nines = Rational.of(10).power(period.length()).plus(Rational.of(-1));
    Rational tail = Rational.parse(period).over(nines.times(shift));
    return new Node.Number(Rational.parse(digits).plus(tail), 0);
  }

  private Node macro(MathToken token) {
    String name = token.text();
    if (Notation.LETTERS.contains(name)) {
      cursor.next();
      return new Node.Variable(cursor.peek().is("_") ? name + "_" + letters.index() : name);
    }
    return functions.macro(name);
  }
}
