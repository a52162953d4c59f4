package org.alphagrid.eval.template.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alphagrid.eval.template.jinja.value.Arguments;
import org.alphagrid.eval.template.jinja.value.BoundedText;
import org.alphagrid.eval.template.jinja.value.Callable;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Tuple;
import org.alphagrid.eval.template.jinja.value.Undefined;

/**
 * What a macro and a call block have in common: text with parameters.
 *
 * @param name what messages call it
 * @param defaults values of the last parameters
 * @param special which of {@link SpecialNames} the text reads
 */
record MacroBody(
    String name,
    List<String> parameters,
    List<Expression> defaults,
    Set<String> special,
    Statement.Block text) {
  /** Returns what can be called, with the variables of where it was defined. */
  Callable in(Scope definition) {
    return (arguments, work) -> call(definition, arguments);
  }

  private String call(Scope definition, Arguments arguments) {
    Scope scope = definition.inner();
    bind(scope, arguments);
    scope.work().enterMacro();
    BoundedText rendered = new BoundedText();
    text.render(scope, rendered);
    scope.work().leaveMacro();
    return rendered.toString();
  }

  private void bind(Scope scope, Arguments arguments) {
    List<Object> positional = arguments.positional();
    Map<String, Object> named = new LinkedHashMap<>(arguments.named());
    int taken = Math.min(positional.size(), parameters.size());
    Map<String, Object> given = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      String parameter = parameters.get(i);
      if (i < taken) {
        given.put(parameter, positional.get(i));
      } else if (named.containsKey(parameter)) {
        given.put(parameter, named.remove(parameter));
      }
    }
    if (takes(SpecialNames.CALLER)) {
      Object caller = named.remove(SpecialNames.CALLER);
      scope.write(
          SpecialNames.CALLER, caller == null ? new Undefined("no caller is defined") : caller);
    }
    if (takes(SpecialNames.KWARGS)) {
      scope.write(SpecialNames.KWARGS, named);
    } else if (!named.isEmpty()) {
      throw new TemplateException(
          "%s cannot take '%s' here".formatted(name, named.keySet().iterator().next()));
    }
    if (takes(SpecialNames.VARARGS)) {
      scope.write(SpecialNames.VARARGS, new Tuple(positional.subList(taken, positional.size())));
    } else if (positional.size() > taken) {
      throw new TemplateException(
          "%s takes not more than %d argument(s)".formatted(name, parameters.size()));
    }
    for (int i = 0; i < parameters.size(); i++) {
      String parameter = parameters.get(i);
      scope.write(
          parameter, given.containsKey(parameter) ? given.get(parameter) : absent(scope, i));
    }
  }

  /** A parameter of that name comes first. */
  private boolean takes(String name) {
    return special.contains(name) && !parameters.contains(name);
  }

  private Object absent(Scope scope, int parameter) {
    int position = parameter - (parameters.size() - defaults.size());
    return position < 0
        ? new Undefined("parameter '%s' was not provided".formatted(parameters.get(parameter)))
        : defaults.get(position).evaluate(scope);
  }
}
