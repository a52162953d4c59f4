package org.alphagrid.eval.template.jinja.value;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Python's equality and order. */
public final class ValueComparison {
  private ValueComparison() {}

  public static boolean equal(Object left, Object right) {
    if (isNumber(left) && isNumber(right)) {
      return compareNumbers(left, right) == 0;
    }
    if (left instanceof Undefined && right instanceof Undefined) {
      return true;
    }
    if (left instanceof List<?> first && right instanceof List<?> second) {
      return left instanceof Tuple == right instanceof Tuple && equalItems(first, second);
    }
    if (left instanceof Map<?, ?> first && right instanceof Map<?, ?> second) {
      return first.keySet().equals(second.keySet())
          && first.keySet().stream().allMatch(key -> equal(first.get(key), second.get(key)));
    }
    if (left instanceof SafeText || right instanceof SafeText) {
      throw TemplateException.unsupported("comparing the result of 'safe'");
    }
    return left instanceof String ? left.equals(right) : left == right;
  }

  private static boolean equalItems(List<?> left, List<?> right) {
    Iterator<?> others = right.iterator();
    return left.size() == right.size()
        && left.stream().allMatch(item -> equal(item, others.next()));
  }

  /** Order of two values of one kind; others have none. */
  public static int compare(Object left, Object right) {
    Undefined.reject(left);
    Undefined.reject(right);
    if (isNumber(left) && isNumber(right)) {
      return compareNumbers(left, right);
    }
    if (left instanceof String first && right instanceof String second) {
      return compareText(first, second);
    }
    if (left instanceof List<?> first
        && right instanceof List<?> second
        && left instanceof Tuple == right instanceof Tuple) {
      return compareItems(first, second);
    }
    throw new TemplateException(
        "Cannot order objects of types %s and %s"
            .formatted(Values.typeName(left), Values.typeName(right)));
  }

  private static int compareItems(List<?> left, List<?> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      if (!equal(left.get(i), right.get(i))) {
        return compare(left.get(i), right.get(i));
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  // By code point: Java's own order goes by UTF-16 unit.
  private static int compareText(String left, String right) {
    int[] first = left.codePoints().toArray();
    int[] second = right.codePoints().toArray();
    return Arrays.compare(first, second);
  }

  public static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double || value instanceof Boolean;
  }

  private static int compareNumbers(Object left, Object right) {
    if (left instanceof Double || right instanceof Double) {
      double first = Numbers.toDouble(left);
      double second = Numbers.toDouble(right);
      if (Double.isNaN(first) || Double.isNaN(second)) {
        throw TemplateException.unsupported("comparing nan");
      }
      if (Double.isInfinite(first) || Double.isInfinite(second)) {
        return Double.compare(first, second);
      }
      return exact(left).compareTo(exact(right));
    }
    return Long.compare(Numbers.toLong(left), Numbers.toLong(right));
  }

  private static BigDecimal exact(Object number) {
    return number instanceof Double value
        ? new BigDecimal(value)
        : BigDecimal.valueOf(Numbers.toLong(Objects.requireNonNull(number)));
  }
}
