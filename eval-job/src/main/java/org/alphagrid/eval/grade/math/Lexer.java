package org.alphagrid.eval.grade.math;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an answer into tokens. What only places things on the page is dropped and synonyms become
 * one, so equal token lists mean equal answers. Numbers swallow their thousands groups, but inside
 * brackets a bare comma separates: {@code (1,234)} is a pair.
 */
final class Lexer {
  private static final String[] GROUP_MARKS = {"{,}", ",\\!", "\\,", "\\!"};

  private final String text;
  private final List<MathToken> tokens = new ArrayList<>();
  private int at;
  private int brackets;

  private Lexer(String text) {
    this.text = text;
  }

  static List<MathToken> tokens(String answer) {
    Lexer lexer = new Lexer(latex(answer));
    lexer.all();
    return lexer.withoutFinalPoint();
  }

  private List<MathToken> all() {
    while (at < text.length()) {
      next();
    }
    return tokens;
  }

  private static String latex(String answer) {
    StringBuilder latex = new StringBuilder(answer.length() + 16);
    for (int i = 0; i < answer.length(); i++) {
      char c = answer.charAt(i);
      String replacement = Notation.UNICODE.get(c);
      if (replacement == null) {
        latex.append(c);
      } else {
        latex.append(replacement);
      }
    }
    return latex.toString().replace("**", " ");
  }

  private List<MathToken> withoutFinalPoint() {
    boolean pointed = !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(".");
    return pointed ? tokens.subList(0, tokens.size() - 1) : tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '\\') {
      macro();
    } else if (digit(at) || (c == '.' && digit(at + 1))) {
      number();
    } else if (asciiLetter(c)) {
      word();
    } else {
      at++;
      sign(c);
    }
  }

  private void sign(char c) {
    if (Character.isWhitespace(c) || c == '$' || c == '~') {
      return;
    }
    if (c == '(' || c == '[') {
      brackets++;
    } else if (c == ')' || c == ']') {
      brackets--;
    }
    add(MathToken.Kind.SIGN, String.valueOf(c));
  }

  private void macro() {
    int start = ++at;
    while (at < text.length() && asciiLetter(text.charAt(at))) {
      at++;
    }
    if (at == start && at < text.length()) {
      at++;
    }
    String written = text.substring(start, at);
    String name = Notation.SYNONYMS.getOrDefault(written, written);
    if (Notation.SPACING.contains(name)) {
      invisibleDelimiter(name);
    } else if (Notation.TEXTUAL.contains(name)) {
      words();
    } else if (name.equals("{") || name.equals("}")) {
      brackets += name.equals("{") ? 1 : -1;
      add(MathToken.Kind.MACRO, name);
    } else if (name.length() == 1 && "|<>*/".contains(name)) {
      add(MathToken.Kind.SIGN, name);
    } else if (name.equals("%") || name.equals("$")) {
      add(MathToken.Kind.SIGN, name);
    } else if (!Notation.FONTS.contains(name)) {
      add(MathToken.Kind.MACRO, name);
    }
  }

  private void invisibleDelimiter(String name) {
    boolean sized = name.equals("left") || name.equals("right");
    if (sized && at < text.length() && text.charAt(at) == '.') {
      at++;
    }
  }

  /** The group after a text macro, taken as it stands. */
  private void words() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    int close = text.indexOf('}', at);
    if (at >= text.length() || text.charAt(at) != '{' || close < 0) {
      add(MathToken.Kind.MACRO, "text");
      return;
    }
    String content = text.substring(at + 1, close).strip();
    at = close + 1;
    if (Notation.BARE_WORDS.contains(content)) {
      add(MathToken.Kind.MACRO, Notation.SYNONYMS.getOrDefault(content, content));
    } else if (content.chars().noneMatch(Character::isLetter)) {
      // Numbers set as text are still numbers; without a letter there is no macro to recurse into.
      tokens.addAll(new Lexer(content).all());
    } else {
      add(MathToken.Kind.TEXT, content);
    }
  }

  private void number() {
    StringBuilder digits = new StringBuilder();
    digits(digits);
    while (digits.length() <= 3 || digits.indexOf(".") < 0) {
      int group = groupStart();
      if (group < 0) {
        break;
      }
      at = group;
      digits(digits);
    }
    boolean repeating = text.startsWith(".\\overline", at);
    if (repeating || (at < text.length() && text.charAt(at) == '.' && digit(at + 1))) {
      digits.append('.');
      at++;
      digits(digits);
    }
    add(MathToken.Kind.NUMBER, digits.toString());
  }

  private void digits(StringBuilder into) {
    while (digit(at)) {
      into.append(text.charAt(at++));
    }
  }

  /** Returns where the next group of exactly three digits starts, or -1. */
  private int groupStart() {
    int start = at;
    for (String mark : GROUP_MARKS) {
      if (text.startsWith(mark, at)) {
        start = at + mark.length();
        break;
      }
    }
    if (start == at && brackets <= 0 && at < text.length() && text.charAt(at) == ',') {
      start = at + 1;
    }
    if (start == at) {
      return -1;
    }
    boolean spaced =
        text.startsWith("\\!", start - 2) && start < text.length() && text.charAt(start) == ' ';
    start += spaced ? 1 : 0;
    boolean three = digit(start) && digit(start + 1) && digit(start + 2) && !digit(start + 3);
    return three ? start : -1;
  }

  private void word() {
    int start = at;
    while (at < text.length() && asciiLetter(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    if (word.length() == 1) {
      add(MathToken.Kind.LETTER, word);
    } else if (Notation.BARE_WORDS.contains(word)) {
      add(MathToken.Kind.MACRO, Notation.SYNONYMS.getOrDefault(word, word));
    } else {
      add(MathToken.Kind.WORD, word);
    }
  }

  private void add(MathToken.Kind kind, String content) {
    tokens.add(new MathToken(kind, content));
  }

  private boolean digit(int position) {
    return position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9';
  }

  private static boolean asciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
