package org.alphagrid.eval.template.jinja.builtin;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.alphagrid.eval.template.jinja.value.Arguments;
import org.alphagrid.eval.template.jinja.value.JsonText;
import org.alphagrid.eval.template.jinja.value.RenderBudget;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Undefined;
import org.alphagrid.eval.template.jinja.value.Values;

/** All filters by name. */
public final class Filters {
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
  public interface Filter {
    Object apply(Object value, Arguments arguments, RenderBudget work);
  }

  public static Filter find(String name) {
    Filter filter = FILTERS.get(name);
    if (filter == null) {
      throw new TemplateException(
          "Unknown or unsupported filter '%s'; known: %s"
              .formatted(name, new TreeSet<>(FILTERS.keySet())));
    }
    return filter;
  }

  private static Object orElse(Object value, Arguments arguments, RenderBudget work) {
    Arguments.Bound bound = arguments.bind("default", "default_value?", "boolean?");
    boolean missing =
        value instanceof Undefined || (bound.flag("boolean", false) && !Values.truth(value));
    return missing ? bound.value("default_value", "") : value;
  }
}
