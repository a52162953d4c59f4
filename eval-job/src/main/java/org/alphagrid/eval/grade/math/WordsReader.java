package org.alphagrid.eval.grade.math;

import java.util.List;
import org.alphagrid.eval.grade.latex.MathToken;
import org.alphagrid.eval.grade.text.NumberWords;
import org.alphagrid.eval.grade.text.ShortWords;
import org.alphagrid.eval.grade.text.UnitNames;

/** Reads answers in words, and the words between and behind answers. */
final class WordsReader {
  private WordsReader() {}

  static boolean alternative(MathToken token) {
    return token.macro("or") || word(token, "or");
  }

  static boolean listSeparator(MathToken token) {
    return token.is(",")
        || token.is(";")
        || token.macro("\\")
        || token.macro("and")
        || word(token, "and");
  }

  private static boolean word(MathToken token, String word) {
    boolean wordy = token.kind() == MathToken.Kind.TEXT || token.kind() == MathToken.Kind.WORD;
    return wordy && token.text().equals(word);
  }

  /** Returns the tokens without {@code for all x} at their end. */
  static List<MathToken> withoutQuantifier(List<MathToken> tokens) {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      MathToken token = tokens.get(i);
      depth += token.opens() ? 1 : token.closes() ? -1 : 0;
      boolean every =
          token.macro("forall")
              || token.kind() == MathToken.Kind.TEXT
                  && token.text().matches("(?:for|where) (?:all|every|any|each)\\b.*")
              || word(token, "for") && i + 1 < tokens.size() && word(tokens.get(i + 1), "all");
      boolean condition =
          tokens.subList(i, tokens.size()).stream()
              .anyMatch(next -> RelationReader.relation(next) && !next.macro("in"));
      if (depth == 0 && i > 0 && every && !condition) {
        return tokens.subList(0, tokens.get(i - 1).is(",") ? i - 1 : i);
      }
    }
    return tokens;
  }

  /** Returns whether there are only words, or the letter of a choice in a text macro. */
  static boolean words(List<MathToken> tokens) {
    boolean someText = false;
    for (MathToken token : tokens) {
      boolean text = token.kind() == MathToken.Kind.TEXT;
      boolean word = token.kind() == MathToken.Kind.WORD && ShortWords.word(token.text());
      someText |= text || word && (tokens.size() == 1 || token.text().length() > 3);
      boolean lettersOnly =
          token.kind() == MathToken.Kind.WORD || token.kind() == MathToken.Kind.LETTER;
      if (!text && !lettersOnly && !token.is("-") && !token.is("(") && !token.is(")")) {
        return false;
      }
    }
    return someText;
  }

  /** Returns what words say: a number with its unit, all real numbers, or just these words. */
  static Answer answer(String text) {
    Node number = number(text);
    if (number != null) {
      return new Answer.Formula(number, "");
    }
    String words = ShortWords.spelling(text);
    if (words.equals("all real numbers")) {
      return Reals.all();
    }
    if (words.equals("no solution") || words.equals("empty set")) {
      return new Answer.Group(List.of());
    }
    int last = words.indexOf(' ');
    while (last > 0) {
      Node value = number(words.substring(0, last));
      String unit = value == null ? null : UnitNames.spelling(words.substring(last + 1));
      if (unit != null) {
        return new Answer.Formula(value, unit);
      }
      last = words.indexOf(' ', last + 1);
    }
    return new Answer.Words(words);
  }

  /** Returns the number that words say, or null. */
  static Node number(String words) {
    NumberWords.Fraction number = NumberWords.value(words);
    return number == null ? null : new Node.Number(Rational.of(number.above(), number.below()), 0);
  }

  static String plain(List<MathToken> tokens) {
    StringBuilder text = new StringBuilder();
    tokens.forEach(token -> text.append(token.text()).append(' '));
    return text.toString().strip();
  }
}
