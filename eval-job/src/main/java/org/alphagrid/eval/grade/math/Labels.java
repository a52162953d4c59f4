package org.alphagrid.eval.grade.math;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.alphagrid.eval.grade.latex.MathToken;
import org.alphagrid.eval.grade.latex.TokenLists;

/**
 * Tells a left side that only says what was asked for ({@code \\angle ABC}, {@code P(X = 1)},
 * {@code \\text{Area}}, {@code m + n}, {@code |AB|}) from one that is part of an equation.
 */
final class Labels {
  private static final Set<String> CALLED =
      Set.of("f", "g", "h", "p", "q", "P", "S", "T", "F", "G", "E", "V", "N", "D", "d", "s", "A");
  private static final Set<String> DENYING =
      Set.of(
          "not",
          "if",
          "unless",
          "when",
          "where",
          "or",
          "and",
          "never",
          "wrong",
          "incorrect",
          "false",
          "isn't",
          "no",
          "none",
          "except",
          "neither",
          "nor",
          "but");
  private static final Set<String> UNNAMED = Set.of("or", "and", "pm", "mp", "approx");
  private static final int MOST_TOKENS = 40;
  private static final int MOST_WORDS = 5;

  private Labels() {}

  /** Returns whether a left side is no formula but a name for one. */
  static boolean is(List<MathToken> side, WorkLimit work) {
    boolean named = false;
    for (MathToken token : side) {
      boolean words = token.kind() == MathToken.Kind.TEXT || token.kind() == MathToken.Kind.WORD;
      if (words && denies(token.text())
          || token.is("?")
          || token.macro("neg")
          || token.macro("not")) {
        return false;
      }
      boolean letter = token.kind() == MathToken.Kind.LETTER;
      named |= words || letter || token.kind() == MathToken.Kind.MACRO && letters(token.text());
    }
    if (!named || side.size() > MOST_TOKENS || side.get(0).number()) {
      return false;
    }
    try {
      FormulaReader.read(side, work);
      return called(side);
    } catch (NotUnderstood e) {
      return !Set.of("+", "-", "*", "/", "^").contains(side.get(0).text());
    }
  }

  /** Returns where {@code Area:} before an answer ends, or 0. */
  static int end(List<MathToken> tokens) {
    int words = 0;
    while (words < tokens.size()
        && words < MOST_WORDS
        && (tokens.get(words).kind() == MathToken.Kind.TEXT
            || tokens.get(words).kind() == MathToken.Kind.WORD)
        && !denies(tokens.get(words).text())) {
      words++;
    }
    boolean colon = words > 0 && words < tokens.size() && tokens.get(words).is(":");
    boolean inside = words > 0 && tokens.get(words - 1).text().endsWith(":");
    return colon && words + 1 < tokens.size()
        ? words + 1
        : inside && words < tokens.size() ? words : 0;
  }

  private static boolean denies(String text) {
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}']+")) {
      if (DENYING.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean letters(String macro) {
    return macro.length() > 1 && !UNNAMED.contains(macro);
  }

  /** {@code S(10)}: a call, not a product. */
  private static boolean called(List<MathToken> side) {
    return side.size() > 3
        && side.get(0).kind() == MathToken.Kind.LETTER
        && CALLED.contains(side.get(0).text())
        && side.get(1).is("(")
        && TokenLists.wrapped(side.subList(1, side.size()))
        && !side.subList(1, side.size()).contains(side.get(0));
  }

  /**
   * Returns whether a formula is something that a question asks for: a call, {@code |AB|}, {@code m
   * + n}, {@code 100a + b}. Powers, sums with a number of their own and multiples of coordinates
   * are rather the left side of a curve's equation.
   */
  static boolean quantity(Node node, WorkLimit work) {
    Set<String> letters = FormulaEvaluation.letters(node, work);
    if (node instanceof Node.Function) {
      return !letters.isEmpty();
    }
    boolean coordinates = letters.contains("x") || letters.contains("y");
    return letters.size() > 1 && plain(node, !coordinates, work);
  }

  private static boolean plain(Node node, boolean multiples, WorkLimit work) {
    work.step();
    if (node instanceof Node.Power) {
      return false;
    }
    boolean sum = node instanceof Node.Sum;
    for (Node part : FormulaEvaluation.children(node)) {
      boolean number = part instanceof Node.Number;
      boolean sign = number && part.equals(FormulaReader.number(-1));
      if (number && !sign && (sum || !multiples) || !number && !plain(part, multiples, work)) {
        return false;
      }
    }
    return true;
  }

  static String name(List<MathToken> side) {
    StringBuilder name = new StringBuilder();
    for (MathToken token : side) {
      if (!token.is("{") && !token.is("}")) {
        name.append(token.text());
      }
    }
    return name.toString();
  }
}
