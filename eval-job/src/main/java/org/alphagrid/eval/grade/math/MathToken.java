package org.alphagrid.eval.grade.math;

/**
 * Holds one sign of an answer.
 *
 * @param text digits of a number without group marks, a letter, a word, a macro's name without its
 *     backslash, the content of a text macro, or a single character
 */
record MathToken(Kind kind, String text) {
  enum Kind {
    NUMBER,
    LETTER,
    WORD,
    MACRO,
    TEXT,
    SIGN
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean macro(String name) {
    return kind == Kind.MACRO && text.equals(name);
  }

  boolean number() {
    return kind == Kind.NUMBER;
  }

  boolean opens() {
    return is("(") || is("[") || is("{") || macro("{") || macro("langle");
  }

  boolean closes() {
    return is(")") || is("]") || is("}") || macro("}") || macro("rangle");
  }
}
