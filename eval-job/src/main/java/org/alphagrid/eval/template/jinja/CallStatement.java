package org.alphagrid.eval.template.jinja;

import java.util.LinkedHashMap;
import java.util.Map;
import org.alphagrid.eval.template.jinja.value.BoundedText;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Values;

/** A call that is given the text it encloses, to call as {@code caller}. */
record CallStatement(Expression.Call call, MacroBody caller) implements Statement {
  @Override
  public Flow render(Scope scope, BoundedText out) {
    Expression.CallArguments given = call.arguments();
    Map<String, Expression> named = new LinkedHashMap<>(given.named());
    Expression block = inside -> caller.in(inside);
    if (named.put(SpecialNames.CALLER, block) != null) {
      throw new TemplateException("Argument 'caller' is given twice");
    }
    Object value =
        new Expression.Call(
                call.function(),
                new Expression.CallArguments(given.positional(), named, given.rest(), given.more()))
            .evaluate(scope);
    if (!(value instanceof String text)) {
      throw new TemplateException(
          "A called block must give text, not an object of type " + Values.typeName(value));
    }
    out.append(text);
    return Flow.NEXT;
  }
}
