package org.alphagrid.eval.template.jinja.value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The arguments of a call. */
public record Arguments(List<Object> positional, Map<String, Object> named) {
  static final Arguments NONE = new Arguments(List.of(), Map.of());

  /**
   * Gives arguments the names of parameters.
   *
   * @param parameters names in order; a trailing question mark makes one optional
   */
  public Bound bind(String function, String... parameters) {
    if (positional.size() > parameters.length) {
      throw new TemplateException(
          "Cannot call %s: %d arguments (takes at most %d)"
              .formatted(function, positional.size(), parameters.length));
    }
    Map<String, Object> values = new HashMap<>(named);
    for (int i = 0; i < parameters.length; i++) {
      String name = parameters[i].replace("?", "");
      if (i < positional.size()) {
        values.put(name, positional.get(i));
      } else if (name.equals(parameters[i]) && !values.containsKey(name)) {
        throw new TemplateException(
            "Cannot call %s: argument '%s' is missing".formatted(function, name));
      }
    }
    requireKnown(function, parameters);
    return new Bound(values);
  }

  private void requireKnown(String function, String... parameters) {
    List<String> known = List.of(parameters);
    for (String name : named.keySet()) {
      int position = Math.max(known.indexOf(name), known.indexOf(name + "?"));
      if (position < positional.size()) {
        throw new TemplateException(
            position < 0
                ? "Cannot call %s: unknown argument '%s'".formatted(function, name)
                : "Cannot call %s: argument '%s' is given twice".formatted(function, name));
      }
    }
  }

  /** Arguments by parameter name. */
  public record Bound(Map<String, Object> values) {
    boolean has(String name) {
      return values.containsKey(name);
    }

    public Object value(String name, Object absent) {
      return has(name) ? values.get(name) : absent;
    }

    public long integer(String name, long absent) {
      return has(name) ? Numbers.toLong(values.get(name)) : absent;
    }

    public boolean flag(String name, boolean absent) {
      return has(name) ? Values.truth(values.get(name)) : absent;
    }

    /** Text, or {@code absent} when left out or None. */
    public String text(String name, String absent) {
      Object value = value(name, null);
      if (value == null) {
        return absent;
      }
      if (value instanceof String text) {
        return text;
      }
      Undefined.reject(value);
      throw new TemplateException(
          "Argument '%s' must be text, not an object of type %s"
              .formatted(name, Values.typeName(value)));
    }
  }
}
