package org.alphagrid.eval.template.jinja.builtin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.alphagrid.eval.template.jinja.value.Arguments;
import org.alphagrid.eval.template.jinja.value.Lazy;
import org.alphagrid.eval.template.jinja.value.PythonPrinter;
import org.alphagrid.eval.template.jinja.value.RenderBudget;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Undefined;
import org.alphagrid.eval.template.jinja.value.ValueComparison;
import org.alphagrid.eval.template.jinja.value.Values;

/** Filters that choose or change items; they run once, when something asks for the items. */
public final class SelectionFilters {
  private SelectionFilters() {}

  static Map<String, Filters.Filter> all() {
    return Map.of(
        "map", SelectionFilters::map,
        "unique", SelectionFilters::unique,
        "select", (value, arguments, work) -> select(value, arguments, false, true),
        "reject", (value, arguments, work) -> select(value, arguments, false, false),
        "selectattr", (value, arguments, work) -> select(value, arguments, true, true),
        "rejectattr", (value, arguments, work) -> select(value, arguments, true, false));
  }

  private static Object map(Object value, Arguments arguments, RenderBudget work) {
    Function<Object, Object> change =
        arguments.positional().isEmpty() ? attribute(arguments) : filter(arguments, work);
    Iterator<Object> items = Values.iterator(value);
    return new Lazy(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return items.hasNext();
          }

          @Override
          public Object next() {
            return change.apply(items.next());
          }
        });
  }

  private static Function<Object, Object> attribute(Arguments arguments) {
    Arguments.Bound bound = arguments.bind("map", "attribute", "default?");
    AttributePath path = AttributePath.of(bound.value("attribute", null));
    Object absent = bound.value("default", null);
    return item -> {
      if (absent != null && path.steps().size() > 1) {
        throw TemplateException.unsupported("'map' with a default for a path of attributes");
      }
      Object part = path.read(item);
      return part instanceof Undefined && absent != null ? absent : part;
    };
  }

  private static Function<Object, Object> filter(Arguments arguments, RenderBudget work) {
    Filters.Filter filter = Filters.find(PythonPrinter.text(arguments.positional().get(0)));
    Arguments rest = rest(arguments, 1);
    return item -> filter.apply(item, rest, work);
  }

  private static Object select(
      Object value, Arguments arguments, boolean byAttribute, boolean wanted) {
    if (byAttribute && arguments.positional().isEmpty()) {
      throw new TemplateException("Cannot select: the attribute's name is missing");
    }
    AttributePath path = byAttribute ? AttributePath.of(arguments.positional().get(0)) : null;
    Predicate<Object> test = test(rest(arguments, byAttribute ? 1 : 0));
    return new Lazy(
        filtered(
            Values.iterator(value),
            item -> test.test(path == null ? item : path.read(item)) == wanted));
  }

  private static Predicate<Object> test(Arguments arguments) {
    if (arguments.positional().isEmpty()) {
      return Values::truth;
    }
    Tests.Check check = Tests.find(PythonPrinter.text(arguments.positional().get(0)));
    Arguments rest = rest(arguments, 1);
    return item -> check.holds(item, rest);
  }

  private static Arguments rest(Arguments arguments, int from) {
    return new Arguments(
        arguments.positional().subList(from, arguments.positional().size()), arguments.named());
  }

  private static Object unique(Object value, Arguments arguments, RenderBudget work) {
    Function<Object, Object> key =
        SequenceFilters.key(arguments.bind("unique", "case_sensitive?", "attribute?"));
    List<Object> seen = new ArrayList<>();
    return new Lazy(
        filtered(
            Values.iterator(value),
            item -> {
              Object itemKey = key.apply(item);
              work.step();
              return seen.stream().noneMatch(other -> ValueComparison.equal(other, itemKey))
                  && seen.add(itemKey);
            }));
  }

  /** Returns the items that pass, fetched one at a time. */
  public static Iterator<Object> filtered(Iterator<Object> items, Predicate<Object> passes) {
    return new Iterator<>() {
      private Object next;
      private boolean fetched;

      @Override
      public boolean hasNext() {
        while (!fetched && items.hasNext()) {
          next = items.next();
          fetched = passes.test(next);
        }
        return fetched;
      }

      @Override
      public Object next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        fetched = false;
        return next;
      }
    };
  }
}
