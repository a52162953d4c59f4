package org.alphagrid.eval.grade.latex;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Cuts token lists at signs outside all brackets. */
public final class TokenLists {
  private TokenLists() {}

  /** Returns the parts between separators; one part when there are none. */
  public static List<List<MathToken>> split(
      List<MathToken> tokens, Predicate<MathToken> separator) {
    List<List<MathToken>> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < tokens.size(); i++) {
      MathToken token = tokens.get(i);
      depth += token.opens() || token.macro("begin") ? 1 : 0;
      depth -= token.closes() || token.macro("end") ? 1 : 0;
      if (depth == 0 && separator.test(token)) {
        parts.add(tokens.subList(start, i));
        start = i + 1;
      }
    }
    parts.add(tokens.subList(start, tokens.size()));
    return parts;
  }

  /** Returns whether a sign stands outside of all brackets. */
  public static boolean contains(List<MathToken> tokens, Predicate<MathToken> wanted) {
    return split(tokens, wanted).size() > 1;
  }

  /** Returns whether the bracket that opens the list closes it. */
  public static boolean wrapped(List<MathToken> tokens) {
    if (tokens.size() < 2 || !tokens.get(0).opens()) {
      return false;
    }
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      depth += tokens.get(i).opens() ? 1 : 0;
      depth -= tokens.get(i).closes() ? 1 : 0;
      if (depth == 0) {
        return i == tokens.size() - 1;
      }
    }
    return false;
  }

  /** Returns the signs without blanks and without braces around a single one. */
  public static String spelling(List<MathToken> tokens) {
    StringBuilder spelling = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      boolean single = tokens.get(i).is("{") && i + 2 < tokens.size() && tokens.get(i + 2).is("}");
      MathToken token = tokens.get(single ? i + 1 : i);
      i += single ? 2 : 0;
      spelling.append(token.kind() == MathToken.Kind.MACRO ? "\\" : "").append(token.text());
      spelling.append(token.kind() == MathToken.Kind.MACRO ? " " : "");
    }
    return spelling.toString();
  }

  /** Returns what stands between the first token and the last. */
  public static List<MathToken> inside(List<MathToken> tokens) {
    return tokens.subList(1, tokens.size() - 1);
  }
}
