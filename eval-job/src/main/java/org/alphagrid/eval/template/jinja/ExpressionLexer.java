package org.alphagrid.eval.template.jinja;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphagrid.eval.template.jinja.value.PythonText;
import org.alphagrid.eval.template.jinja.value.TemplateException;

/** Cuts the inside of one tag into tokens, up to the tag's end. */
final class ExpressionLexer {
  private static final Pattern FLOAT =
      Pattern.compile(
          "(?<!\\.)[0-9][0-9_]*(?:(?:\\.[0-9][0-9_]*)?[eE][+-]?[0-9][0-9_]*|\\.[0-9][0-9_]*)");
  private static final Pattern INTEGER = Pattern.compile("[0-9](?:_?[0-9])*");
  private static final List<String> OPERATORS =
      List.of(
          "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{",
          "}", ">", "<", "=", ".", ":", "|", ",", ";");

  private final String source;
  private final boolean variable;
  private final List<TemplateToken> tokens;
  private final Deque<Character> open = new ArrayDeque<>();
  private int at;
  private int line;

  ExpressionLexer(String source, int at, int line, boolean variable, List<TemplateToken> tokens) {
    this.source = source;
    this.at = at;
    this.line = line;
    this.variable = variable;
    this.tokens = tokens;
  }

  /** Adds the tokens and returns the position after the tag. */
  int run() {
    while (at < source.length()) {
      int end = open.isEmpty() ? tagEnd() : -1;
      if (end >= 0) {
        return end;
      }
      next();
    }
    throw new TemplateException(
        "Missing end of " + (variable ? "print statement" : "statement block"), line);
  }

  private int tagEnd() {
    char sign = source.charAt(at);
    boolean signed = sign == '-' || (sign == '+' && !variable);
    int delimiter = signed ? at + 1 : at;
    if (!source.startsWith(variable ? "}}" : "%}", delimiter)) {
      return -1;
    }
    tokens.add(
        new TemplateToken(
            variable ? TemplateToken.Kind.VARIABLE_END : TemplateToken.Kind.BLOCK_END, "", line));
    return TemplateLexer.afterTag(source, delimiter + 2, signed ? sign : ' ', !variable);
  }

  private void next() {
    char c = source.charAt(at);
    if (PythonText.isSpace(c)) {
      line += c == '\n' ? 1 : 0;
      at++;
    } else if (c >= '0' && c <= '9') {
      number();
    } else if (c == '_' || Character.isUnicodeIdentifierStart(c)) {
      name();
    } else if (c == '\'' || c == '"') {
      string();
    } else {
      operator();
    }
  }

  private void number() {
    Matcher matcher = FLOAT.matcher(source).region(at, source.length());
    matcher.useTransparentBounds(true);
    if (matcher.lookingAt()) {
      add(TemplateToken.Kind.FLOAT, matcher.end());
      return;
    }
    matcher.usePattern(INTEGER).region(at, source.length()).lookingAt();
    add(TemplateToken.Kind.INTEGER, matcher.end());
  }

  private void name() {
    int end = at;
    while (end < source.length()
        && (source.charAt(end) == '_' || Character.isUnicodeIdentifierPart(source.charAt(end)))) {
      end++;
    }
    add(TemplateToken.Kind.NAME, end);
  }

  private void string() {
    char quote = source.charAt(at);
    int end = at + 1;
    while (end < source.length() && source.charAt(end) != quote) {
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= source.length()) {
      throw new TemplateException("Unterminated string", line);
    }
    String body = source.substring(at + 1, end);
    tokens.add(
        new TemplateToken(TemplateToken.Kind.STRING, StringLiteral.decode(body, line), line));
    line += (int) body.chars().filter(c -> c == '\n').count();
    at = end + 1;
  }

  private void operator() {
    for (String operator : OPERATORS) {
      if (source.startsWith(operator, at)) {
        balance(operator.charAt(0));
        add(TemplateToken.Kind.OPERATOR, at + operator.length());
        return;
      }
    }
    throw new TemplateException("Unexpected character '" + source.charAt(at) + "'", line);
  }

  private void balance(char c) {
    int opening = "([{".indexOf(c);
    int closing = ")]}".indexOf(c);
    if (opening >= 0) {
      open.push(")]}".charAt(opening));
    } else if (closing >= 0 && (open.isEmpty() || open.pop() != c)) {
      throw new TemplateException("Unexpected '" + c + "'", line);
    }
  }

  private void add(TemplateToken.Kind kind, int end) {
    tokens.add(new TemplateToken(kind, source.substring(at, end), line));
    at = end;
  }
}
