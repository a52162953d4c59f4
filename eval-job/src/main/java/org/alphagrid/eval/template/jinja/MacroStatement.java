package org.alphagrid.eval.template.jinja;

import java.util.List;
import java.util.Map;
import org.alphagrid.eval.template.jinja.value.Arguments;
import org.alphagrid.eval.template.jinja.value.BoundedText;
import org.alphagrid.eval.template.jinja.value.Callable;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Undefined;

/**
 * A macro: text with parameters.
 *
 * @param defaults values of the last parameters
 */
record MacroStatement(
    String name, List<String> parameters, List<Expression> defaults, Statement.Block body)
    implements Statement {

  @Override
  public Flow render(Scope scope, BoundedText out) {
    scope.write(name, (Callable) (arguments, work) -> call(scope, arguments));
    return Flow.NEXT;
  }

  private String call(Scope definition, Arguments arguments) {
    Scope scope = definition.inner();
    bind(scope, arguments);
    scope.work().enterMacro();
    BoundedText text = new BoundedText();
    body.render(scope, text);
    scope.work().leaveMacro();
    return text.toString();
  }

  private void bind(Scope scope, Arguments arguments) {
    List<Object> positional = arguments.positional();
    Map<String, Object> named = arguments.named();
    if (positional.size() > parameters.size()) {
      throw new TemplateException(
          "Macro '%s' takes not more than %d argument(s)".formatted(name, parameters.size()));
    }
    for (String given : named.keySet()) {
      int position = parameters.indexOf(given);
      if (position < positional.size()) {
        throw new TemplateException("Macro '%s' cannot take '%s' here".formatted(name, given));
      }
    }
    for (int i = 0; i < parameters.size(); i++) {
      String parameter = parameters.get(i);
      if (i < positional.size()) {
        scope.write(parameter, positional.get(i));
      } else if (named.containsKey(parameter)) {
        scope.write(parameter, named.get(parameter));
      } else {
        scope.write(parameter, absent(scope, i));
      }
    }
  }

  private Object absent(Scope scope, int parameter) {
    int position = parameter - (parameters.size() - defaults.size());
    return position < 0
        ? new Undefined("parameter '%s' was not provided".formatted(parameters.get(parameter)))
        : defaults.get(position).evaluate(scope);
  }
}
