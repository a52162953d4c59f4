package org.alphagrid.eval.template.jinja;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.eval.template.jinja.value.TemplateException;

/** Literals, names, brackets, and the parts and calls that follow them directly. */
final class PrimaryParser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final SpecialNames special;

  PrimaryParser(TokenStream tokens, ExpressionParser expressions, SpecialNames special) {
    this.special = special;
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Expression primary() {
    TemplateToken token = tokens.next();
    return switch (token.kind()) {
      case NAME -> name(token.text());
      case STRING -> new Expression.Constant(adjacent(token));
      case INTEGER -> new Expression.Constant(integer(token));
      case FLOAT -> new Expression.Constant(Double.valueOf(token.text().replace("_", "")));
      case OPERATOR -> bracketed(token);
      default -> throw unexpected(token);
    };
  }

  private Expression name(String name) {
    return switch (name) {
      case "true", "True" -> new Expression.Constant(true);
      case "false", "False" -> new Expression.Constant(false);
      case "none", "None" -> new Expression.Constant(null);
      default -> {
        special.read(name);
        yield new Expression.Name(name);
      }
    };
  }

  private String adjacent(TemplateToken first) {
    StringBuilder text = new StringBuilder(first.text());
    while (tokens.is(TemplateToken.Kind.STRING)) {
      text.append(tokens.next().text());
    }
    return text.toString();
  }

  private static Long integer(TemplateToken token) {
    try {
      return Long.valueOf(token.text().replace("_", ""));
    } catch (NumberFormatException e) {
      throw TemplateException.unsupported("whole numbers beyond 64 bits").at(token.line());
    }
  }

  private Expression bracketed(TemplateToken token) {
    return switch (token.text()) {
      case "(" -> parenthesized();
      case "[" -> new Expression.ListLiteral(items("]"));
      case "{" -> dict();
      default -> throw unexpected(token);
    };
  }

  private static TemplateException unexpected(TemplateToken token) {
    return new TemplateException(
        "Unexpected %s (must be a value)".formatted(token.describe()), token.line());
  }

  private Expression parenthesized() {
    if (tokens.skipOperator(")")) {
      return new Expression.TupleLiteral(List.of());
    }
    Expression first = expressions.expression();
    if (tokens.skipOperator(")")) {
      return first;
    }
    tokens.expectOperator(",");
    List<Expression> items = items(")");
    items.add(0, first);
    return new Expression.TupleLiteral(items);
  }

  private List<Expression> items(String end) {
    List<Expression> items = new ArrayList<>();
    while (!tokens.skipOperator(end)) {
      items.add(expressions.expression());
      if (!tokens.isOperator(end)) {
        tokens.expectOperator(",");
      }
    }
    return items;
  }

  private Expression dict() {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.skipOperator("}")) {
      keys.add(expressions.expression());
      tokens.expectOperator(":");
      values.add(expressions.expression());
      if (!tokens.isOperator("}")) {
        tokens.expectOperator(",");
      }
    }
    return new Expression.DictLiteral(keys, values);
  }

  /** Parts and calls after a value. */
  Expression postfix(Expression value) {
    Expression expression = value;
    while (true) {
      if (tokens.skipOperator(".")) {
        expression = dotted(expression);
      } else if (tokens.skipOperator("[")) {
        expression = subscript(expression);
      } else if (tokens.isOperator("(")) {
        expression = new Expression.Call(expression, expressions.arguments());
      } else {
        return expression;
      }
    }
  }

  private Expression dotted(Expression owner) {
    if (tokens.is(TemplateToken.Kind.INTEGER)) {
      return new Expression.Item(owner, new Expression.Constant(integer(tokens.next())));
    }
    return new Expression.Attribute(
        owner, tokens.expect(TemplateToken.Kind.NAME, "a name or number").text());
  }

  private Expression subscript(Expression owner) {
    Expression start = tokens.isOperator(":") ? null : expressions.expression();
    if (tokens.skipOperator("]")) {
      return new Expression.Item(owner, start);
    }
    tokens.expectOperator(":");
    Expression stop = bound();
    Expression step = tokens.skipOperator(":") ? bound() : null;
    tokens.expectOperator("]");
    return new Expression.Slice(owner, start, stop, step);
  }

  private Expression bound() {
    return tokens.isOperator(":") || tokens.isOperator("]") ? null : expressions.expression();
  }
}
