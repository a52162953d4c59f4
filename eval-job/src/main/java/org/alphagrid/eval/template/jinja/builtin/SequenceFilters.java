package org.alphagrid.eval.template.jinja.builtin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.alphagrid.eval.template.jinja.value.Arguments;
import org.alphagrid.eval.template.jinja.value.Lazy;
import org.alphagrid.eval.template.jinja.value.LoopContext;
import org.alphagrid.eval.template.jinja.value.Numbers;
import org.alphagrid.eval.template.jinja.value.PythonText;
import org.alphagrid.eval.template.jinja.value.RenderBudget;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Tuple;
import org.alphagrid.eval.template.jinja.value.Undefined;
import org.alphagrid.eval.template.jinja.value.ValueComparison;
import org.alphagrid.eval.template.jinja.value.Values;

/** Filters on sequences and dictionaries. */
final class SequenceFilters {
  private SequenceFilters() {}

  static Map<String, Filters.Filter> all() {
    return Map.ofEntries(
        Map.entry("length", (value, arguments, work) -> length(value, arguments)),
        Map.entry("count", (value, arguments, work) -> length(value, arguments)),
        Map.entry("list", (value, arguments, work) -> list(value, arguments)),
        Map.entry("items", (value, arguments, work) -> items(value, arguments)),
        Map.entry("first", (value, arguments, work) -> first(Values.iterator(value))),
        Map.entry("last", (value, arguments, work) -> first(reversed(value, arguments).iterator())),
        Map.entry("reverse", (value, arguments, work) -> reverse(value, arguments)),
        Map.entry("sort", SequenceFilters::sort),
        Map.entry("dictsort", SequenceFilters::dictsort),
        Map.entry("min", (value, arguments, work) -> extreme(value, arguments, -1)),
        Map.entry("max", (value, arguments, work) -> extreme(value, arguments, 1)),
        Map.entry("sum", SequenceFilters::sum));
  }

  private static Object length(Object value, Arguments arguments) {
    arguments.bind("length");
    return Values.length(value);
  }

  private static List<Object> list(Object value, Arguments arguments) {
    arguments.bind("a filter without arguments");
    return Values.list(value);
  }

  private static Object items(Object value, Arguments arguments) {
    arguments.bind("items");
    if (value instanceof Map<?, ?> map) {
      return new Lazy(DictMethods.items(map).iterator());
    }
    if (value instanceof Undefined) {
      return new Lazy(Collections.emptyIterator());
    }
    throw new TemplateException(
        "Cannot take the items of an object of type " + Values.typeName(value));
  }

  private static Object first(Iterator<Object> items) {
    return items.hasNext() ? items.next() : new Undefined("the sequence is empty");
  }

  private static List<Object> reversed(Object value, Arguments arguments) {
    if (value instanceof Lazy || value instanceof LoopContext) {
      throw new TemplateException("Cannot take the last item of what runs only once");
    }
    List<Object> items = list(value, arguments);
    Collections.reverse(items);
    return items;
  }

  private static Object reverse(Object value, Arguments arguments) {
    if (value instanceof String text) {
      return PythonText.reverse(text);
    }
    List<Object> items = list(value, arguments);
    Collections.reverse(items);
    // Python reverses a generator into a list and anything else into an iterator.
    return value instanceof Lazy ? items : new Lazy(items.iterator());
  }

  private static Object sort(Object value, Arguments arguments, RenderBudget work) {
    Arguments.Bound bound = arguments.bind("sort", "reverse?", "case_sensitive?", "attribute?");
    List<Object> items = Values.list(value);
    Comparator<Object> order = Comparator.comparing(key(bound), ValueComparison::compare);
    items.sort(bound.flag("reverse", false) ? order.reversed() : order);
    return items;
  }

  /** Returns what items are compared by: an attribute, in lower case unless told otherwise. */
  static Function<Object, Object> key(Arguments.Bound bound) {
    boolean caseSensitive = bound.flag("case_sensitive", false);
    Object attribute = bound.value("attribute", null);
    Function<Object, Object> part =
        attribute == null ? item -> item : AttributePath.of(attribute)::read;
    return item -> {
      Object value = part.apply(item);
      return value instanceof String text && !caseSensitive ? PythonText.lower(text) : value;
    };
  }

  private static Object dictsort(Object value, Arguments arguments, RenderBudget work) {
    Arguments.Bound bound = arguments.bind("dictsort", "case_sensitive?", "by?", "reverse?");
    String by = bound.text("by", "key");
    if (!(value instanceof Map<?, ?> map) || !(by.equals("key") || by.equals("value"))) {
      throw new TemplateException("Cannot sort: dictsort takes a dictionary, by key or value");
    }
    Function<Object, Object> key = key(bound);
    int part = by.equals("key") ? 0 : 1;
    Comparator<Object> order =
        Comparator.comparing(item -> key.apply(((Tuple) item).get(part)), ValueComparison::compare);
    List<Object> items = new ArrayList<>(DictMethods.items(map));
    items.sort(bound.flag("reverse", false) ? order.reversed() : order);
    return items;
  }

  private static Object extreme(Object value, Arguments arguments, int sign) {
    Arguments.Bound bound = arguments.bind("min or max", "case_sensitive?", "attribute?");
    Function<Object, Object> key = key(bound);
    Object best = new Undefined("the sequence is empty");
    boolean found = false;
    for (Object item : Values.list(value)) {
      if (!found || ValueComparison.compare(key.apply(item), key.apply(best)) * sign > 0) {
        best = item;
        found = true;
      }
    }
    return best;
  }

  private static Object sum(Object value, Arguments arguments, RenderBudget work) {
    Arguments.Bound bound = arguments.bind("sum", "attribute?", "start?");
    Object attribute = bound.value("attribute", null);
    Object total = bound.value("start", 0L);
    for (Object item : Values.list(value)) {
      total = Numbers.add(total, attribute == null ? item : AttributePath.of(attribute).read(item));
    }
    return total;
  }
}
