package org.alphagrid.eval.template.jinja.builtin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;
import org.alphagrid.eval.template.jinja.value.Arguments;
import org.alphagrid.eval.template.jinja.value.Numbers;
import org.alphagrid.eval.template.jinja.value.PythonText;
import org.alphagrid.eval.template.jinja.value.RenderBudget;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Undefined;
import org.alphagrid.eval.template.jinja.value.ValueComparison;

/** Filters that give numbers. */
final class NumberFilters {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+(?:_[0-9]+)*+");
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");
  private static final int MOST_DIGITS = 300;

  private NumberFilters() {}

  static Map<String, Filters.Filter> all() {
    return Map.of(
        "int", NumberFilters::toInteger,
        "float", NumberFilters::toFloat,
        "abs", NumberFilters::absolute,
        "round", NumberFilters::round);
  }

  private static Object toInteger(Object value, Arguments arguments, RenderBudget work) {
    Arguments.Bound bound = arguments.bind("int", "default?", "base?");
    if (bound.integer("base", 10) != 10) {
      throw TemplateException.unsupported("'int' with a base other than 10");
    }
    Undefined.reject(value);
    if (value instanceof Long || value instanceof Boolean) {
      return Numbers.toLong(value);
    }
    Object number = value instanceof String text ? parseInteger(text) : value;
    if (number instanceof Long) {
      return number;
    }
    return number instanceof Double real && Double.isFinite(real)
        ? truncate(real)
        : bound.value("default", 0L);
  }

  private static Object parseInteger(String text) {
    String digits = PythonText.strip(text, null, true, true);
    if (!INTEGER.matcher(digits).matches()) {
      return parseFloat(digits);
    }
    try {
      return Long.parseLong(digits.replace("_", ""));
    } catch (NumberFormatException e) {
      throw TemplateException.unsupported("whole numbers beyond 64 bits");
    }
  }

  private static long truncate(double value) {
    if (Math.abs(value) >= Long.MAX_VALUE) {
      throw TemplateException.unsupported("whole numbers beyond 64 bits");
    }
    return (long) value;
  }

  private static Object toFloat(Object value, Arguments arguments, RenderBudget work) {
    Arguments.Bound bound = arguments.bind("float", "default?");
    Undefined.reject(value);
    if (ValueComparison.isNumber(value)) {
      return Numbers.toDouble(value);
    }
    Object number = value instanceof String text ? parseFloat(text) : null;
    return number == null ? bound.value("default", 0.0) : number;
  }

  /** Returns the number, or null. */
  private static Double parseFloat(String text) {
    String digits = PythonText.strip(text, null, true, true);
    if (digits.matches("(?i)[+-]?(?:inf|infinity|nan)") || digits.contains("_")) {
      throw TemplateException.unsupported("the number '" + digits + "'");
    }
    return FLOAT.matcher(digits).matches() ? Double.valueOf(digits) : null;
  }

  private static Object absolute(Object value, Arguments arguments, RenderBudget work) {
    arguments.bind("abs");
    if (value instanceof Double number) {
      return Math.abs(number);
    }
    long number = Numbers.toLong(value);
    return number < 0 ? Numbers.negate(number) : number;
  }

  private static Object round(Object value, Arguments arguments, RenderBudget work) {
    Arguments.Bound bound = arguments.bind("round", "precision?", "method?");
    int precision =
        (int) Math.max(-MOST_DIGITS, Math.min(MOST_DIGITS, bound.integer("precision", 0)));
    String method = bound.text("method", "common");
    Undefined.reject(value);
    if (method.equals("common")) {
      return roundToEven(value, precision);
    }
    double scale = Math.pow(10, precision);
    return switch (method) {
      case "ceil" -> Math.ceil(Numbers.toDouble(value) * scale) / scale;
      case "floor" -> Math.floor(Numbers.toDouble(value) * scale) / scale;
      default ->
          throw new TemplateException(
              "Invalid rounding method: %s (must be common, ceil or floor)".formatted(method));
    };
  }

  private static Object roundToEven(Object value, int precision) {
    if (value instanceof Double number) {
      return new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).doubleValue();
    }
    return BigDecimal.valueOf(Numbers.toLong(value))
        .setScale(Math.min(0, precision), RoundingMode.HALF_EVEN)
        .longValue();
  }
}
