package org.alphagrid.eval.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.alphagrid.eval.template.jinja.value.TemplateException;

/** Reads the tags {@code macro} and {@code call}, whose bodies may be called with arguments. */
final class MacroParser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final SpecialNames special;
  private final Function<String, Statement.Block> bodies;

  /**
   * @param bodies reads the end of an opening tag and what it encloses, to the closing tag of a
   *     name
   */
  MacroParser(
      TokenStream tokens,
      ExpressionParser expressions,
      SpecialNames special,
      Function<String, Statement.Block> bodies) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.special = special;
    this.bodies = bodies;
  }

  Statement macro() {
    String name = tokens.expect(TemplateToken.Kind.NAME, "the macro's name").text();
    Signature signature = signature();
    return new MacroStatement(name, body("Macro '" + name + "'", signature, "endmacro"));
  }

  Statement call() {
    Signature signature =
        tokens.isOperator("(") ? signature() : new Signature(List.of(), List.of());
    int line = tokens.current().line();
    if (!(expressions.expression() instanceof Expression.Call call)) {
      throw new TemplateException("The tag 'call' needs a call", line);
    }
    return new CallStatement(call, body("The caller", signature, "endcall"));
  }

  private record Signature(List<String> parameters, List<Expression> defaults) {}

  private Signature signature() {
    List<String> parameters = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    tokens.expectOperator("(");
    while (!tokens.skipOperator(")")) {
      String parameter = tokens.expect(TemplateToken.Kind.NAME, "a parameter's name").text();
      special.assigned(parameter);
      parameters.add(parameter);
      if (tokens.skipOperator("=")) {
        defaults.add(expressions.expression());
      } else if (!defaults.isEmpty()) {
        throw tokens.unexpected("a default value");
      }
      if (!tokens.isOperator(")")) {
        tokens.expectOperator(",");
      }
    }
    return new Signature(parameters, defaults);
  }

  private MacroBody body(String name, Signature signature, String end) {
    int line = tokens.current().line();
    special.open();
    Statement.Block text = bodies.apply(end);
    Set<String> read = special.close();
    int caller = signature.parameters().indexOf(SpecialNames.CALLER);
    int firstDefault = signature.parameters().size() - signature.defaults().size();
    if (read.contains(SpecialNames.CALLER) && caller >= 0 && caller < firstDefault) {
      throw new TemplateException("The parameter 'caller' must have a default value", line);
    }
    return new MacroBody(name, signature.parameters(), signature.defaults(), read, text);
  }
}
