package org.alphagrid.eval.template.jinja.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alphagrid.eval.template.jinja.value.Arguments;
import org.alphagrid.eval.template.jinja.value.Callable;
import org.alphagrid.eval.template.jinja.value.DictView;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Tuple;

/** The methods of Python's dictionaries that do not change them. */
final class DictMethods {
  private static final Set<String> LEFT_OUT =
      Set.of("clear", "copy", "fromkeys", "pop", "popitem", "setdefault", "update");

  private DictMethods() {}

  /** Returns the method of that name, or null if dictionaries have none. */
  static Callable find(Map<?, ?> map, String name) {
    if (LEFT_OUT.contains(name)) {
      throw TemplateException.unsupported("the method '" + name + "' of dictionaries");
    }
    return switch (name) {
      case "get" -> (arguments, work) -> lookUp(map, arguments);
      case "keys" -> view(name, new ArrayList<>(map.keySet()));
      case "values" -> view(name, new ArrayList<>(map.values()));
      case "items" -> view(name, items(map));
      default -> null;
    };
  }

  /** Key and value of every entry. */
  static List<Object> items(Map<?, ?> map) {
    List<Object> items = new ArrayList<>();
    map.forEach((key, value) -> items.add(Tuple.of(key, value)));
    return items;
  }

  private static Callable view(String name, List<Object> entries) {
    return (arguments, work) -> {
      arguments.bind(name);
      return new DictView("dict_" + name, entries);
    };
  }

  private static Object lookUp(Map<?, ?> map, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("get", "key", "default?");
    Object key = bound.value("key", null);
    return map.containsKey(key) ? map.get(key) : bound.value("default", null);
  }
}
