package org.alphagrid.eval.template.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.eval.template.jinja.value.TemplateException;

/** Reads the arguments of one call, filter or test: {@code (a, *rest, name=b, **more)}. */
final class ArgumentParser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final List<Expression> positional = new ArrayList<>();
  private final Map<String, Expression> named = new LinkedHashMap<>();
  private Expression rest; // null where there is none
  private Expression more; // null where there is none

  private ArgumentParser(TokenStream tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  static Expression.CallArguments parse(TokenStream tokens, ExpressionParser expressions) {
    ArgumentParser parser = new ArgumentParser(tokens, expressions);
    tokens.expectOperator("(");
    while (!tokens.isOperator(")")) {
      parser.argument();
      if (!tokens.isOperator(")")) {
        tokens.expectOperator(",");
      }
    }
    tokens.next();
    return new Expression.CallArguments(parser.positional, parser.named, parser.rest, parser.more);
  }

  private void argument() {
    TemplateToken token = tokens.current();
    if (more != null) {
      throw tokens.unexpected("the end of the arguments");
    }
    if (tokens.isOperator("*")) {
      if (rest != null) {
        throw tokens.unexpected("one list of arguments only");
      }
      tokens.next();
      rest = expressions.expression();
    } else if (tokens.skipOperator("**")) {
      more = expressions.expression();
    } else if (token.kind() == TemplateToken.Kind.NAME && tokens.following().isOperator("=")) {
      tokens.next();
      tokens.next();
      if (named.put(token.text(), expressions.expression()) != null) {
        throw new TemplateException(
            "Argument '%s' is given twice".formatted(token.text()), token.line());
      }
    } else if (named.isEmpty() && rest == null) {
      positional.add(expressions.expression());
    } else {
      throw tokens.unexpected("a named argument");
    }
  }
}
