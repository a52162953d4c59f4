package org.alphagrid.eval.grade.latex;

/**
 * Holds one sign of an answer.
 *
 * @param text digits of a number without group marks, a letter, a word, a macro's name without its
 *     backslash, the content of a text macro, or a single character
 */
public record MathToken(Kind kind, String text) {
  /** Says what a sign is. */
  public enum Kind {
    NUMBER,
    LETTER,
    WORD,
    MACRO,
    TEXT,
    SIGN
  }

  /** Returns whether this is a character as written. */
  public boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** Returns whether this is a macro, by its name without backslash. */
  public boolean macro(String name) {
    return kind == Kind.MACRO && text.equals(name);
  }

  /** Returns whether this is a number. */
  public boolean number() {
    return kind == Kind.NUMBER;
  }

  /** Returns whether this opens a bracket. */
  public boolean opens() {
    return is("(") || is("[") || is("{") || macro("{") || macro("langle");
  }

  /** Returns whether this closes a bracket. */
  public boolean closes() {
    return is(")") || is("]") || is("}") || macro("}") || macro("rangle");
  }
}
