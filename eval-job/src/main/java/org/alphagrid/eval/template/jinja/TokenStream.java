package org.alphagrid.eval.template.jinja;

import java.util.List;
import org.alphagrid.eval.template.jinja.value.TemplateException;

/** Tokens with a position. */
final class TokenStream {
  private final List<TemplateToken> tokens;
  private int at;

  /**
   * @param tokens the last of which is the end
   */
  TokenStream(List<TemplateToken> tokens) {
    this.tokens = tokens;
  }

  TemplateToken current() {
    return tokens.get(at);
  }

  TemplateToken following() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  TemplateToken next() {
    TemplateToken token = current();
    if (token.kind() != TemplateToken.Kind.END) {
      at++;
    }
    return token;
  }

  boolean is(TemplateToken.Kind kind) {
    return current().kind() == kind;
  }

  boolean isOperator(String operator) {
    return current().isOperator(operator);
  }

  boolean isName(String name) {
    return current().isName(name);
  }

  boolean skipOperator(String operator) {
    boolean found = isOperator(operator);
    if (found) {
      next();
    }
    return found;
  }

  boolean skipName(String name) {
    boolean found = isName(name);
    if (found) {
      next();
    }
    return found;
  }

  TemplateToken expect(TemplateToken.Kind kind, String what) {
    if (!is(kind)) {
      throw unexpected(what);
    }
    return next();
  }

  void expectOperator(String operator) {
    if (!skipOperator(operator)) {
      throw unexpected("'" + operator + "'");
    }
  }

  void expectName(String name) {
    if (!skipName(name)) {
      throw unexpected("'" + name + "'");
    }
  }

  TemplateException unexpected(String wanted) {
    return new TemplateException(
        "Unexpected %s (must be %s)".formatted(current().describe(), wanted), current().line());
  }
}
