package org.alphagrid.eval.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphagrid.eval.template.jinja.value.PythonText;
import org.alphagrid.eval.template.jinja.value.TemplateException;

/**
 * Cuts a template into text and tags, with {@code trim_blocks} and {@code lstrip_blocks} on as
 * transformers sets them: the newline after a block or comment goes, and so do the blanks between
 * the start of a line and a block or comment. {@code -} strips all blanks on its side, {@code +}
 * none.
 */
final class TemplateLexer {
  private static final Pattern RAW_BEGIN =
      Pattern.compile("\\{%[-+]?\\s*raw\\s*(?:-%\\}\\s*|%\\})", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern RAW_END =
      Pattern.compile(
          "\\{%([-+]?)\\s*endraw\\s*(?:\\+%\\}|-%\\}\\s*|%\\}\\n?)",
          Pattern.UNICODE_CHARACTER_CLASS);

  private final String source;
  private final List<TemplateToken> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  private TemplateLexer(String source) {
    this.source = source;
  }

  static List<TemplateToken> tokens(String template) {
    TemplateLexer lexer = new TemplateLexer(normalize(template));
    lexer.run();
    return lexer.tokens;
  }

  // Jinja drops one newline at the end of a template.
  private static String normalize(String template) {
    String text = template.replace("\r\n", "\n").replace('\r', '\n');
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private void run() {
    int tag = nextTag(at);
    while (tag >= 0) {
      Matcher raw = RAW_BEGIN.matcher(source).region(tag, source.length());
      boolean isRaw = raw.lookingAt();
      boolean variable = source.charAt(tag + 1) == '{';
      text(tag, sign(tag + 2), variable);
      if (isRaw) {
        advance(raw.end());
        raw();
      } else {
        tag(source.charAt(tag + 1));
      }
      tag = nextTag(at);
    }
    data(source.substring(at));
    tokens.add(new TemplateToken(TemplateToken.Kind.END, "", line));
  }

  private int nextTag(int from) {
    for (int i = source.indexOf('{', from); i >= 0; i = source.indexOf('{', i + 1)) {
      if (i + 1 < source.length() && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private char sign(int position) {
    char c = position < source.length() ? source.charAt(position) : ' ';
    return c == '-' || c == '+' ? c : ' ';
  }

  /** Emits the text before a tag, stripped as the tag's sign says. */
  private void text(int end, char sign, boolean variable) {
    String text = source.substring(at, end);
    if (sign == '-') {
      text = PythonText.strip(text, null, false, true);
    } else if (sign != '+' && !variable) {
      int lineStart = text.lastIndexOf('\n') + 1;
      boolean startsLine = lineStart > 0 || at == 0 || source.charAt(at - 1) == '\n';
      if (startsLine && PythonText.isBlank(text.substring(lineStart))) {
        text = text.substring(0, lineStart);
      }
    }
    data(text);
    advance(end);
  }

  private void data(String text) {
    if (!text.isEmpty()) {
      tokens.add(new TemplateToken(TemplateToken.Kind.DATA, text, line));
    }
  }

  private void tag(char type) {
    int tagLine = line;
    int content = at + 2 + (sign(at + 2) == ' ' ? 0 : 1);
    if (type == '#') {
      comment(content);
      return;
    }
    boolean variable = type == '{';
    tokens.add(
        new TemplateToken(
            variable ? TemplateToken.Kind.VARIABLE_BEGIN : TemplateToken.Kind.BLOCK_BEGIN,
            source.substring(at, content),
            tagLine));
    advance(content);
    ExpressionLexer inner = new ExpressionLexer(source, at, line, variable, tokens);
    advance(inner.run());
  }

  private void comment(int content) {
    int end = source.indexOf("#}", content);
    if (end < 0) {
      throw new TemplateException("Missing end of comment tag", line);
    }
    char sign = end > content ? source.charAt(end - 1) : ' ';
    advance(afterTag(source, end + 2, sign, true));
  }

  private void raw() {
    Matcher matcher = RAW_END.matcher(source);
    if (!matcher.find(at)) {
      throw new TemplateException("Missing end of raw block", line);
    }
    String sign = matcher.group(1);
    text(matcher.start(), sign.isEmpty() ? ' ' : sign.charAt(0), false);
    advance(matcher.end());
  }

  /** Returns where the template goes on after a tag that ends at {@code end}. */
  static int afterTag(String source, int end, char sign, boolean trimsNewline) {
    if (sign == '-') {
      int next = end;
      while (next < source.length() && PythonText.isSpace(source.charAt(next))) {
        next++;
      }
      return next;
    }
    boolean newline = end < source.length() && source.charAt(end) == '\n';
    return trimsNewline && sign != '+' && newline ? end + 1 : end;
  }

  private void advance(int to) {
    for (int i = at; i < to; i++) {
      if (source.charAt(i) == '\n') {
        line++;
      }
    }
    at = to;
  }
}
