package org.alphagrid.template.jinja;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Variables of one block; what is not set here is looked for outside. */
final class Scope {
  private static final Set<String> LEFT_OUT =
      Set.of("self", "super", "caller", "varargs", "kwargs", "cycler", "joiner", "lipsum");

  private final Scope outer;
  private final Work work;
  private final Map<String, Object> variables;

  private Scope(Scope outer, Work work, Map<String, Object> variables) {
    this.outer = outer;
    this.work = work;
    this.variables = variables;
  }

  /** The outermost scope, holding globals. */
  static Scope root(Work work, Map<String, Object> variables) {
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

  Work work() {
    return work;
  }
}
