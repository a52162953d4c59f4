package org.alphagrid.eval.template.jinja;

import java.util.List;
import org.alphagrid.eval.template.jinja.builtin.Namespace;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Values;

/** Where a value is assigned to. */
interface Target {
  void assign(Scope scope, Object value);

  /** A variable. */
  record Variable(String name) implements Target {
    @Override
    public void assign(Scope scope, Object value) {
      scope.write(name, value);
    }
  }

  /** {@code namespace.name}. */
  record Member(String namespace, String name) implements Target {
    @Override
    public void assign(Scope scope, Object value) {
      if (!(scope.read(namespace) instanceof Namespace owner)) {
        throw new TemplateException(
            "Cannot assign to '%s.%s': '%s' is no namespace".formatted(namespace, name, namespace));
      }
      owner.write(name, value);
    }
  }

  /** {@code a, b}. */
  record Several(List<Target> targets) implements Target {
    @Override
    public void assign(Scope scope, Object value) {
      List<Object> values = Values.list(value);
      if (values.size() != targets.size()) {
        throw new TemplateException(
            "Cannot assign %d values to %d names".formatted(values.size(), targets.size()));
      }
      for (int i = 0; i < values.size(); i++) {
        targets.get(i).assign(scope, values.get(i));
      }
    }
  }
}
