package org.alphagrid.eval.template.jinja;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.alphagrid.eval.template.jinja.value.RenderBudget;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Undefined;

/** Variables of one block; what is not set here is looked for outside. */
final class Scope {
  private static final Set<String> LEFT_OUT = Set.of("self", "super", "cycler", "joiner", "lipsum");

  private final Scope outer;
  private final RenderBudget work;
  private final Map<String, Object> variables;

  private Scope(Scope outer, RenderBudget work, Map<String, Object> variables) {
    this.outer = outer;
    this.work = work;
    this.variables = variables;
  }

  /** Returns the outermost scope, holding globals. */
  static Scope root(RenderBudget work, Map<String, Object> variables) {
    return new Scope(null, work, new HashMap<>(variables));
  }

  Scope inner() {
    return new Scope(this, work, new HashMap<>());
  }

  Object read(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.variables.containsKey(name)) {
        return scope.variables.get(name);
      }
    }
    if (LEFT_OUT.contains(name)) {
      throw TemplateException.unsupported("'" + name + "'");
    }
    return Undefined.variable(name);
  }

  void write(String name, Object value) {
    variables.put(name, value);
  }

  RenderBudget work() {
    return work;
  }
}
