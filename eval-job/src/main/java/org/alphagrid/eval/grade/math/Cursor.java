package org.alphagrid.eval.grade.math;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.eval.grade.latex.MathToken;

/** Holds a position in a token list. */
final class Cursor {
  private static final MathToken END = new MathToken(MathToken.Kind.SIGN, "");

  private final List<MathToken> tokens;
  private int at;

  Cursor(List<MathToken> tokens) {
    this.tokens = new ArrayList<>(tokens);
  }

  MathToken peek() {
    return ahead(0);
  }

  MathToken ahead(int count) {
    return at + count < tokens.size() ? tokens.get(at + count) : END;
  }

  MathToken previous() {
    return at > 0 ? tokens.get(at - 1) : END;
  }

  MathToken next() {
    MathToken token = peek();
    at++;
    return token;
  }

  boolean atEnd() {
    return at >= tokens.size();
  }

  boolean accept(String sign) {
    if (peek().is(sign)) {
      at++;
      return true;
    }
    return false;
  }

  boolean acceptMacro(String name) {
    if (peek().macro(name)) {
      at++;
      return true;
    }
    return false;
  }

  void expect(String sign) {
    if (!accept(sign)) {
      throw new NotUnderstood("expected " + sign);
    }
  }

  /** Cuts the two digits of the current number apart, as TeX reads {@code \frac12}. */
  void splitTwoDigits() {
    String digits = peek().text();
    tokens.set(at, new MathToken(MathToken.Kind.NUMBER, digits.substring(0, 1)));
    tokens.add(at + 1, new MathToken(MathToken.Kind.NUMBER, digits.substring(1)));
  }
}
