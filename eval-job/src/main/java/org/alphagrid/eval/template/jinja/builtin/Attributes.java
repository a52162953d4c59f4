package org.alphagrid.eval.template.jinja.builtin;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alphagrid.eval.template.jinja.value.Arguments;
import org.alphagrid.eval.template.jinja.value.Callable;
import org.alphagrid.eval.template.jinja.value.LoopContext;
import org.alphagrid.eval.template.jinja.value.Numbers;
import org.alphagrid.eval.template.jinja.value.PythonPrinter;
import org.alphagrid.eval.template.jinja.value.PythonText;
import org.alphagrid.eval.template.jinja.value.Range;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Tuple;
import org.alphagrid.eval.template.jinja.value.Undefined;
import org.alphagrid.eval.template.jinja.value.ValueComparison;
import org.alphagrid.eval.template.jinja.value.Values;

/**
 * Access to parts of values. {@code x.name} looks for a method first and a key second, {@code
 * x['name']} the other way round. What is not there is {@link Undefined}; what Python has and this
 * interpreter or the sandbox has not is an error.
 */
public final class Attributes {
  private static final Set<String> SEQUENCE_METHODS =
      Set.of("append", "clear", "copy", "extend", "insert", "pop", "remove", "reverse", "sort");
  private static final Set<String> NUMBER_ATTRIBUTES =
      Set.of(
          "real",
          "imag",
          "numerator",
          "denominator",
          "conjugate",
          "bit_length",
          "bit_count",
          "to_bytes",
          "from_bytes",
          "as_integer_ratio",
          "is_integer",
          "hex",
          "fromhex");

  private Attributes() {}

  /** {@code owner.name}. */
  public static Object attribute(Object owner, String name) {
    Undefined.reject(owner);
    Object own = own(owner, name);
    return own == null ? key(owner, name) : own;
  }

  /** {@code owner[key]}. */
  public static Object item(Object owner, Object key) {
    Undefined.reject(owner);
    Object found = key(owner, key);
    if (found instanceof Undefined && key instanceof String name) {
      Object own = own(owner, name);
      return own == null ? found : own;
    }
    return found;
  }

  /** Returns what the object's type offers under a name, or null. */
  private static Object own(Object owner, String name) {
    if (name.startsWith("__")) {
      throw TemplateException.unsupported("the attribute '" + name + "'");
    }
    if (owner instanceof Namespace namespace) {
      return namespace.read(name);
    }
    if (owner instanceof LoopContext loop) {
      return loop.read(name);
    }
    if (owner instanceof String text) {
      return StringMethods.find(text, name);
    }
    if (owner instanceof Map<?, ?> map) {
      return DictMethods.find(map, name);
    }
    if (owner instanceof List<?> list) {
      return sequenceMethod(list, name);
    }
    if (ValueComparison.isNumber(owner) && NUMBER_ATTRIBUTES.contains(name)) {
      throw TemplateException.unsupported("the attribute '" + name + "' of numbers");
    }
    return opaque(owner, name);
  }

  private static Object opaque(Object owner, String name) {
    if (owner == null || ValueComparison.isNumber(owner)) {
      return null;
    }
    throw TemplateException.unsupported(
        "the attribute '%s' of an object of type %s".formatted(name, Values.typeName(owner)));
  }

  private static Object sequenceMethod(List<?> list, String name) {
    if (name.equals("index") || name.equals("count")) {
      return (Callable) (arguments, work) -> sequenceMethod(list, name, arguments);
    }
    if (SEQUENCE_METHODS.contains(name) && !(list instanceof Tuple)) {
      throw TemplateException.unsupported("the method '" + name + "' of lists");
    }
    return null;
  }

  private static Object sequenceMethod(List<?> list, String name, Arguments arguments) {
    Object wanted = arguments.bind(name, "value").value("value", null);
    long count = list.stream().filter(item -> ValueComparison.equal(item, wanted)).count();
    if (name.equals("count")) {
      return count;
    }
    for (int i = 0; i < list.size(); i++) {
      if (ValueComparison.equal(list.get(i), wanted)) {
        return (long) i;
      }
    }
    throw new TemplateException("Cannot find " + PythonPrinter.repr(wanted) + " in the list");
  }

  private static Object key(Object owner, Object key) {
    if (owner instanceof Map<?, ?> map) {
      return entry(map, key);
    }
    if (owner instanceof Range) {
      throw TemplateException.unsupported("an index into a range");
    }
    if (key instanceof Long || key instanceof Boolean) {
      if (owner instanceof String text) {
        return character(text, Numbers.toLong(key));
      }
      if (owner instanceof List<?> list) {
        return element(list, Numbers.toLong(key));
      }
    }
    return Undefined.member(owner, key);
  }

  private static Object entry(Map<?, ?> map, Object key) {
    if (key instanceof String || key instanceof Long) {
      return map.containsKey(key) ? map.get(key) : Undefined.member(map, key);
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (ValueComparison.equal(entry.getKey(), key)) {
        return entry.getValue();
      }
    }
    return Undefined.member(map, key);
  }

  private static Object element(List<?> list, long index) {
    long position = index < 0 ? index + list.size() : index;
    return position >= 0 && position < list.size()
        ? list.get((int) position)
        : Undefined.member(list, index);
  }

  private static Object character(String text, long index) {
    int length = PythonText.length(text);
    long position = index < 0 ? index + length : index;
    if (position < 0 || position >= length) {
      return Undefined.member(text, index);
    }
    int start = text.offsetByCodePoints(0, (int) position);
    return text.substring(start, text.offsetByCodePoints(start, 1));
  }
}
