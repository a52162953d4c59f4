package org.alphagrid.eval.template.jinja.builtin;

import java.util.HashMap;
import java.util.Map;
import org.alphagrid.eval.template.jinja.value.Arguments;
import org.alphagrid.eval.template.jinja.value.Undefined;

/** A {@code namespace(...)}: the one kind of object a template may change. */
public final class Namespace {
  private final Map<String, Object> attributes = new HashMap<>();

  static Namespace of(Arguments arguments) {
    Namespace namespace = new Namespace();
    namespace.attributes.putAll(Globals.textKeys(Globals.dict(arguments)));
    return namespace;
  }

  Object read(String name) {
    return attributes.containsKey(name) ? attributes.get(name) : Undefined.member(this, name);
  }

  public void write(String name, Object value) {
    attributes.put(name, value);
  }
}
