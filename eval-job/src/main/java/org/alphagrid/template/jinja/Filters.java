package org.alphagrid.template.jinja;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** All filters by name. */
final class Filters {
  private static final Map<String, Filter> FILTERS = new HashMap<>();

  static {
    FILTERS.putAll(TextFilters.all());
    FILTERS.putAll(NumberFilters.all());
    FILTERS.putAll(SequenceFilters.all());
    FILTERS.putAll(SelectionFilters.all());
    FILTERS.put("default", Filters::orElse);
    FILTERS.put("d", Filters::orElse);
    FILTERS.put("tojson", (value, arguments, work) -> JsonText.of(value, arguments));
  }

  private Filters() {}

  /** One filter. */
  interface Filter {
    Object apply(Object value, Arguments arguments, Work work);
  }

  static Filter find(String name) {
    Filter filter = FILTERS.get(name);
    if (filter == null) {
      throw new TemplateException(
          "Unknown or unsupported filter '%s'; known: %s"
              .formatted(name, new TreeSet<>(FILTERS.keySet())));
    }
    return filter;
  }

  private static Object orElse(Object value, Arguments arguments, Work work) {
    Arguments.Bound bound = arguments.bind("default", "default_value?", "boolean?");
    boolean missing =
        value instanceof Undefined || (bound.flag("boolean", false) && !Values.truth(value));
    return missing ? bound.value("default_value", "") : value;
  }
}
