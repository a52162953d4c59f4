package org.alphagrid.eval.template.jinja;

import org.alphagrid.eval.template.jinja.value.TemplateException;

/** Decodes the escapes of Python's string literals; unknown ones stay as they are. */
final class StringLiteral {
  private static final String ESCAPES = "\\'\"abfnrtv";
  private static final String CHARACTERS = "\\'\"\u0007\b\f\n\r\t\u000b";
  private static final int OCTAL_DIGITS = 3;

  private final String body;
  private final int line;
  private final StringBuilder text = new StringBuilder();

  private StringLiteral(String body, int line) {
    this.body = body;
    this.line = line;
  }

  /**
   * @param body what stands between the quotes
   */
  static String decode(String body, int line) {
    StringLiteral literal = new StringLiteral(body, line);
    int at = 0;
    while (at < body.length()) {
      char c = body.charAt(at);
      if (c == '\\') {
        at = literal.escape(at + 1);
      } else {
        literal.text.append(c);
        at++;
      }
    }
    return literal.text.toString();
  }

  /** Decodes the escape whose letter stands at a position and returns the position after it. */
  private int escape(int at) {
    char c = body.charAt(at);
    int simple = ESCAPES.indexOf(c);
    if (simple >= 0) {
      text.append(CHARACTERS.charAt(simple));
      return at + 1;
    }
    return switch (c) {
      case '\n' -> at + 1;
      case 'x' -> hexadecimal(at + 1, 2);
      case 'u' -> hexadecimal(at + 1, 4);
      case 'U' -> hexadecimal(at + 1, 8);
      case 'N' -> throw TemplateException.unsupported("the escape \\N").at(line);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(at);
      default -> {
        text.append('\\').append(c);
        yield at + 1;
      }
    };
  }

  private int hexadecimal(int start, int digits) {
    try {
      String code = body.substring(start, start + digits);
      if (!code.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
        throw new NumberFormatException(code);
      }
      text.appendCodePoint(Integer.parseInt(code, 16));
      return start + digits;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new TemplateException("Invalid escape in string '" + body + "'", line);
    }
  }

  private int octal(int start) {
    int end = start;
    int code = 0;
    while (end < body.length()
        && end < start + OCTAL_DIGITS
        && body.charAt(end) >= '0'
        && body.charAt(end) <= '7') {
      code = code * 8 + body.charAt(end++) - '0';
    }
    text.append((char) code);
    return end;
  }
}
