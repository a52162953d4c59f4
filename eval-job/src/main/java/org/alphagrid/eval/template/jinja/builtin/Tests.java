package org.alphagrid.eval.template.jinja.builtin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.alphagrid.eval.template.jinja.value.Arguments;
import org.alphagrid.eval.template.jinja.value.Callable;
import org.alphagrid.eval.template.jinja.value.DictView;
import org.alphagrid.eval.template.jinja.value.LoopContext;
import org.alphagrid.eval.template.jinja.value.Numbers;
import org.alphagrid.eval.template.jinja.value.SafeText;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Undefined;
import org.alphagrid.eval.template.jinja.value.ValueComparison;
import org.alphagrid.eval.template.jinja.value.Values;

/** The tests of {@code x is name}. */
public final class Tests {
  private static final Map<String, Check> CHECKS =
      Map.ofEntries(
          Map.entry("defined", plain(value -> !(value instanceof Undefined))),
          Map.entry("undefined", plain(value -> value instanceof Undefined)),
          Map.entry("none", plain(value -> value == null)),
          Map.entry("boolean", plain(value -> value instanceof Boolean)),
          Map.entry("true", plain(Boolean.TRUE::equals)),
          Map.entry("false", plain(Boolean.FALSE::equals)),
          Map.entry("integer", plain(value -> value instanceof Long)),
          Map.entry("float", plain(value -> value instanceof Double)),
          Map.entry("number", plain(ValueComparison::isNumber)),
          Map.entry("string", plain(value -> value instanceof String || value instanceof SafeText)),
          Map.entry("mapping", plain(value -> value instanceof Map)),
          Map.entry("iterable", plain(Values::isIterable)),
          Map.entry("sequence", plain(Tests::isSequence)),
          // Python finds a method for calls in undefined values, which fails when called.
          Map.entry(
              "callable", plain(value -> value instanceof Callable || value instanceof Undefined)),
          Map.entry("odd", plain(value -> Math.floorMod(Numbers.toLong(value), 2) == 1)),
          Map.entry("even", plain(value -> Math.floorMod(Numbers.toLong(value), 2) == 0)),
          Map.entry(
              "divisibleby",
              (value, arguments) -> Values.truth(Numbers.modulo(value, other(arguments))) == false),
          Map.entry("in", (value, arguments) -> Values.contains(other(arguments), value)),
          Map.entry("sameas", (value, arguments) -> same(value, other(arguments))),
          Map.entry("eq", Tests::equal),
          Map.entry("==", Tests::equal),
          Map.entry("equalto", Tests::equal),
          Map.entry("ne", (value, arguments) -> !equal(value, arguments)),
          Map.entry("!=", (value, arguments) -> !equal(value, arguments)),
          Map.entry("lt", (value, arguments) -> order(value, arguments) < 0),
          Map.entry("<", (value, arguments) -> order(value, arguments) < 0),
          Map.entry("lessthan", (value, arguments) -> order(value, arguments) < 0),
          Map.entry("le", (value, arguments) -> order(value, arguments) <= 0),
          Map.entry("<=", (value, arguments) -> order(value, arguments) <= 0),
          Map.entry("gt", (value, arguments) -> order(value, arguments) > 0),
          Map.entry(">", (value, arguments) -> order(value, arguments) > 0),
          Map.entry("greaterthan", (value, arguments) -> order(value, arguments) > 0),
          Map.entry("ge", (value, arguments) -> order(value, arguments) >= 0),
          Map.entry(">=", (value, arguments) -> order(value, arguments) >= 0));

  private Tests() {}

  /** One test. */
  public interface Check {
    boolean holds(Object value, Arguments arguments);
  }

  private interface Plain {
    boolean holds(Object value);
  }

  public static Check find(String name) {
    Check check = CHECKS.get(name);
    if (check == null) {
      throw new TemplateException(
          "Unknown or unsupported test '%s'; known: %s"
              .formatted(name, new TreeSet<>(CHECKS.keySet())));
    }
    return check;
  }

  private static Check plain(Plain check) {
    return (value, arguments) -> {
      arguments.bind("a test without arguments");
      return check.holds(value);
    };
  }

  private static Object other(Arguments arguments) {
    return arguments.bind("a test with one argument", "other").value("other", null);
  }

  private static boolean equal(Object value, Arguments arguments) {
    return ValueComparison.equal(value, other(arguments));
  }

  private static int order(Object value, Arguments arguments) {
    return ValueComparison.compare(value, other(arguments));
  }

  private static boolean same(Object value, Object other) {
    if (value == null || other == null || value instanceof Boolean || other instanceof Boolean) {
      return value == other || (value != null && value.equals(other));
    }
    throw TemplateException.unsupported("'sameas' on anything but true, false and none");
  }

  // Python asks for a length and an index operation, which dictionaries and undefined values have.
  private static boolean isSequence(Object value) {
    return Values.hasLength(value)
        && !(value instanceof DictView)
        && !(value instanceof LoopContext)
        && (!(value instanceof Collection) || value instanceof List);
  }
}
