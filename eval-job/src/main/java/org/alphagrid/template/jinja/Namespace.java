package org.alphagrid.template.jinja;

import java.util.HashMap;
import java.util.Map;

/** A {@code namespace(...)}: the one kind of object a template may change. */
final class Namespace {
  private final Map<String, Object> attributes = new HashMap<>();

  static Namespace of(Arguments arguments) {
    Namespace namespace = new Namespace();
    namespace.attributes.putAll(Globals.textKeys(Globals.dict(arguments)));
    return namespace;
  }

  Object read(String name) {
    return attributes.containsKey(name) ? attributes.get(name) : Undefined.member(this, name);
  }

  void write(String name, Object value) {
    attributes.put(name, value);
  }
}
