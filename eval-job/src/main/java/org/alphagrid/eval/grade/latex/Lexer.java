package org.alphagrid.eval.grade.latex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Cuts an answer into tokens. What only places things on the page is dropped and synonyms become
 * one, so equal token lists mean equal answers.
 */
public final class Lexer {
  private static final int MOST_LEVELS = 4;
  private static final Pattern POWER_OF_TEN = Pattern.compile(" ?10 ?\\^");
  // Text that is a formula or a number with a unit.
  private static final Pattern FORMULA = Pattern.compile("[-+]?\\s?(?:[\\\\$]|\\d)");
  // As programs write them.
  private static final Map<String, String> RELATIONS =
      Map.of(">=", "ge", "<=", "le", "=<", "le", "!=", "ne");

  private final String text;
  private final List<MathToken> tokens = new ArrayList<>();
  private int at;
  private int brackets;
  private int level;

  private Lexer(String text) {
    this.text = text;
  }

  /** Returns the tokens of an answer, without the point or comma that ends a sentence. */
  public static List<MathToken> tokens(String answer) {
    Lexer lexer = new Lexer(LatexText.of(answer));
    lexer.all();
    return lexer.withoutFinalPoint();
  }

  private List<MathToken> all() {
    while (at < text.length()) {
      next();
    }
    return tokens;
  }

  private List<MathToken> withoutFinalPoint() {
    MathToken last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
    boolean pointed = last != null && (last.is(".") || last.is(",") || last.is(";"));
    return pointed ? tokens.subList(0, tokens.size() - 1) : tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '\\') {
      macro();
    } else if (NumberScanner.digit(text, at) || (c == '.' && NumberScanner.digit(text, at + 1))) {
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
    String relation = at < text.length() ? RELATIONS.get(text.substring(at - 1, at + 1)) : null;
    // "5!=120" is a factorial.
    boolean factorial = c == '!' && NumberScanner.digit(text, at - 2);
    if (relation != null && !factorial) {
      at++;
      add(MathToken.Kind.MACRO, relation);
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
    if (Notation.SPACING.contains(written)) {
      invisibleDelimiter(name);
    } else if (Notation.TEXTUAL.contains(name)) {
      words(name);
    } else if (name.equals("mathbb") || name.equals("Bbb")) {
      numberSet();
    } else if (name.equals("color") || name.equals("textcolor")) {
      group();
    } else if (name.equals("not")) {
      negated();
    } else if (name.equals("{") || name.equals("}")) {
      brackets += name.equals("{") ? 1 : -1;
      add(MathToken.Kind.MACRO, name);
    } else if (name.length() == 1 && "|<>*/:\u20ac\u00a3".contains(name)) {
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

  /** {@code \mathbb{R}}, {@code \mathbb Z}. */
  private void numberSet() {
    String set = group();
    while (set == null && at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (set == null && at < text.length()) {
      set = text.substring(at, ++at);
    }
    add(MathToken.Kind.MACRO, "R".equals(set) ? "reals" : "mathbb" + set);
  }

  /** {@code \not=}; any other negated sign is unknown. */
  private void negated() {
    boolean equal = at < text.length() && text.charAt(at) == '=';
    at += equal ? 1 : 0;
    add(MathToken.Kind.MACRO, equal ? "ne" : "not");
  }

  /** Returns the content of the group in braces that starts here, or null. */
  private String group() {
    int open = at;
    while (open < text.length() && text.charAt(open) == ' ') {
      open++;
    }
    if (open >= text.length() || text.charAt(open) != '{') {
      return null;
    }
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        at = i + 1;
        return text.substring(open + 1, i).replace('~', ' ').replace("\\ ", " ").strip();
      }
    }
    return null;
  }

  /** The group after a text macro, taken as it stands. */
  private void words(String macro) {
    String content = group();
    if (content == null) {
      add(MathToken.Kind.MACRO, "text");
      return;
    }
    boolean constant = !macro.startsWith("text") && (content.equals("e") || content.equals("i"));
    if (constant) {
      add(MathToken.Kind.LETTER, content);
    } else if (Notation.BARE_WORDS.contains(content)) {
      add(MathToken.Kind.MACRO, Notation.SYNONYMS.getOrDefault(content, content));
    } else if (FORMULA.matcher(content).lookingAt()) {
      nested(content);
    } else if (content.chars().noneMatch(Character::isLetter)) {
      // Numbers set as text are still numbers.
      nested(content);
    } else {
      add(MathToken.Kind.TEXT, content);
    }
  }

  // Each level is a shorter text, and a bounded number of them is looked into.
  private void nested(String content) {
    if (level == MOST_LEVELS) {
      add(MathToken.Kind.TEXT, content);
      return;
    }
    Lexer inner = new Lexer(content);
    inner.level = level + 1;
    tokens.addAll(inner.all());
  }

  private void number() {
    NumberScanner number = NumberScanner.scan(text, at, brackets > 0);
    at = number.end();
    add(MathToken.Kind.NUMBER, number.number());
  }

  private void word() {
    int start = at;
    while (at < text.length() && asciiLetter(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    boolean after = !tokens.isEmpty() && tokens.get(tokens.size() - 1).number();
    if (after
        && word.equals("x")
        && POWER_OF_TEN.matcher(text).region(at, text.length()).lookingAt()) {
      add(MathToken.Kind.SIGN, "*");
    } else if (word.length() == 1) {
      add(MathToken.Kind.LETTER, word);
    } else if (Notation.BARE_WORDS.contains(word) && !seconds(word)) {
      add(MathToken.Kind.MACRO, Notation.SYNONYMS.getOrDefault(word, word));
    } else {
      add(MathToken.Kind.WORD, word);
    }
  }

  /** {@code 30 sec}: a secant would have an argument. */
  private boolean seconds(String word) {
    int next = at;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    boolean argument =
        next < text.length()
            && (Character.isLetterOrDigit(text.charAt(next))
                || "(\\^{".indexOf(text.charAt(next)) >= 0);
    return word.equals("sec") && !argument;
  }

  private void add(MathToken.Kind kind, String content) {
    tokens.add(new MathToken(kind, content));
  }

  private static boolean asciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
