package org.alphagrid.eval.template.jinja.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Python's view of values. They are: null (None), Boolean, Long, Double, String, List, {@link
 * Tuple}, Map (dict), and this package's own types.
 */
public final class Values {
  private Values() {}

  /** Returns whether a value counts as true. */
  public static boolean truth(Object value) {
    if (value == null || value instanceof Undefined) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value instanceof SafeText safe) {
      return !safe.text().isEmpty();
    }
    return !hasLength(value) || length(value) != 0;
  }

  public static boolean hasLength(Object value) {
    return value instanceof String
        || value instanceof Collection
        || value instanceof Map
        || value instanceof Range
        || value instanceof Undefined
        || value instanceof LoopContext;
  }

  public static long length(Object value) {
    if (value instanceof String text) {
      return PythonText.length(text);
    }
    if (value instanceof Collection<?> collection) {
      return collection.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (value instanceof Range range) {
      return range.length();
    }
    if (value instanceof LoopContext loop) {
      return loop.length();
    }
    if (value instanceof Undefined) {
      return 0;
    }
    throw new TemplateException("Object of type %s has no length".formatted(typeName(value)));
  }

  /** Returns what a loop over a value goes through. */
  public static Iterator<Object> iterator(Object value) {
    if (value instanceof String text) {
      return text.codePoints().mapToObj(point -> (Object) Character.toString(point)).iterator();
    }
    if (value instanceof Collection<?> collection) {
      return new ArrayList<Object>(collection).iterator();
    }
    if (value instanceof Map<?, ?> map) {
      return new ArrayList<Object>(map.keySet()).iterator();
    }
    if (value instanceof Range range) {
      return range.iterator();
    }
    if (value instanceof Lazy lazy) {
      return lazy.iterator();
    }
    if (value instanceof Undefined) {
      return Collections.emptyIterator();
    }
    throw new TemplateException("Object of type %s is not iterable".formatted(typeName(value)));
  }

  public static boolean isIterable(Object value) {
    return value instanceof String
        || value instanceof Collection
        || value instanceof Map
        || value instanceof Range
        || value instanceof Lazy
        || value instanceof Undefined
        || value instanceof LoopContext;
  }

  /** Returns all items of a value. */
  public static List<Object> list(Object value) {
    List<Object> list = new ArrayList<>();
    iterator(value).forEachRemaining(list::add);
    return list;
  }

  /** Python's {@code item in container}. */
  public static boolean contains(Object container, Object item) {
    if (container instanceof String text) {
      if (item instanceof String part) {
        return text.contains(part);
      }
      throw new TemplateException(
          "Cannot look for an object of type %s in text".formatted(typeName(item)));
    }
    boolean hashed = container instanceof Map;
    if (hashed && (item instanceof Map || (item instanceof List && !(item instanceof Tuple)))) {
      throw new TemplateException(
          "Cannot look for an object of type %s among keys".formatted(typeName(item)));
    }
    Iterator<Object> items = iterator(container);
    while (items.hasNext()) {
      if (ValueComparison.equal(items.next(), item)) {
        return true;
      }
    }
    return false;
  }

  /** Python's name of a value's type. */
  public static String typeName(Object value) {
    if (value == null) {
      return "NoneType";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Long) {
      return "int";
    }
    if (value instanceof Double) {
      return "float";
    }
    if (value instanceof String) {
      return "str";
    }
    if (value instanceof Tuple) {
      return "tuple";
    }
    if (value instanceof List) {
      return "list";
    }
    if (value instanceof Map) {
      return "dict";
    }
    if (value instanceof Callable) {
      return "function";
    }
    return value instanceof DictView view ? view.name() : value.getClass().getSimpleName();
  }
}
