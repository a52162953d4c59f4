package org.alphagrid.eval.template.jinja.value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Python's arithmetic on the types templates meet; whole numbers have 64 bits and never wrap. */
public final class Numbers {
  private Numbers() {}

  /** Returns a whole number; true counts as 1. */
  public static long toLong(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Long number) {
      return number;
    }
    Undefined.reject(value);
    throw new TemplateException(
        "Expected a whole number, not an object of type " + Values.typeName(value));
  }

  public static double toDouble(Object value) {
    return value instanceof Double number ? number : (double) toLong(value);
  }

  public static Object add(Object left, Object right) {
    if (left instanceof String first && right instanceof String second) {
      BoundedText.require(first.length() + (long) second.length());
      return first + second;
    }
    if (left instanceof List<?> first && right instanceof List<?> second && sameKind(left, right)) {
      BoundedText.require(first.size() + (long) second.size());
      List<Object> items = new ArrayList<>(first);
      items.addAll(second);
      return left instanceof Tuple ? new Tuple(items) : items;
    }
    requireNumbers("+", left, right);
    return isDouble(left, right)
        ? (Object) (toDouble(left) + toDouble(right))
        : exact(() -> Math.addExact(toLong(left), toLong(right)));
  }

  private static boolean sameKind(Object left, Object right) {
    return left instanceof Tuple == right instanceof Tuple;
  }

  public static Object subtract(Object left, Object right) {
    requireNumbers("-", left, right);
    return isDouble(left, right)
        ? (Object) (toDouble(left) - toDouble(right))
        : exact(() -> Math.subtractExact(toLong(left), toLong(right)));
  }

  public static Object multiply(Object left, Object right) {
    if (left instanceof String || left instanceof List) {
      return repeat(left, right);
    }
    if (right instanceof String || right instanceof List) {
      return repeat(right, left);
    }
    requireNumbers("*", left, right);
    return isDouble(left, right)
        ? (Object) (toDouble(left) * toDouble(right))
        : exact(() -> Math.multiplyExact(toLong(left), toLong(right)));
  }

  private static Object repeat(Object sequence, Object times) {
    int count = (int) Math.min(Math.max(0, toLong(times)), BoundedText.MOST_CHARACTERS + 1L);
    if (sequence instanceof String text) {
      BoundedText.require((long) text.length() * count);
      return text.repeat(text.isEmpty() ? 0 : count);
    }
    List<?> items = (List<?>) sequence;
    BoundedText.require((long) items.size() * count);
    List<Object> result = new ArrayList<>();
    for (int i = 0; i < count && !items.isEmpty(); i++) {
      result.addAll(items);
    }
    return sequence instanceof Tuple ? new Tuple(result) : result;
  }

  public static Object divide(Object left, Object right) {
    requireNumbers("/", left, right);
    requireNonZero(right);
    return toDouble(left) / toDouble(right);
  }

  public static Object floorDivide(Object left, Object right) {
    requireNumbers("//", left, right);
    requireNonZero(right);
    if (!isDouble(left, right)) {
      return exact(() -> Math.floorDiv(toLong(left), toLong(right)));
    }
    double quotient =
        (toDouble(left) - floorMod(toDouble(left), toDouble(right))) / toDouble(right);
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  public static Object modulo(Object left, Object right) {
    if (left instanceof String) {
      throw TemplateException.unsupported("formatting with %");
    }
    requireNumbers("%", left, right);
    requireNonZero(right);
    return isDouble(left, right)
        ? (Object) floorMod(toDouble(left), toDouble(right))
        : (Object) Math.floorMod(toLong(left), toLong(right));
  }

  private static double floorMod(double left, double right) {
    double remainder = left % right;
    if (remainder == 0) {
      return Math.copySign(0, right);
    }
    return remainder < 0 == right < 0 ? remainder : remainder + right;
  }

  public static Object power(Object left, Object right) {
    requireNumbers("**", left, right);
    if (isDouble(left, right) || toLong(right) < 0) {
      double result = Math.pow(toDouble(left), toDouble(right));
      if (!Double.isFinite(result)) {
        throw TemplateException.unsupported("a power that is no finite number");
      }
      return result;
    }
    return exact(() -> power(toLong(left), toLong(right)));
  }

  private static long power(long base, long exponent) {
    long result = 1;
    // Beyond 64 rounds only 0, 1 and -1 have not overflowed, and they repeat every second round.
    long rounds = Math.min(exponent, 64 + exponent % 2);
    for (long i = 0; i < rounds; i++) {
      result = Math.multiplyExact(result, base);
    }
    return result;
  }

  public static Object negate(Object value) {
    return value instanceof Double number
        ? (Object) (-number)
        : exact(() -> Math.negateExact(toLong(value)));
  }

  public static Object plus(Object value) {
    return value instanceof Double ? value : (Object) toLong(value);
  }

  private static boolean isDouble(Object left, Object right) {
    return left instanceof Double || right instanceof Double;
  }

  private static void requireNumbers(String operator, Object left, Object right) {
    Undefined.reject(left);
    Undefined.reject(right);
    if (!ValueComparison.isNumber(left) || !ValueComparison.isNumber(right)) {
      throw new TemplateException(
          "Cannot apply %s to objects of types %s and %s"
              .formatted(operator, Values.typeName(left), Values.typeName(right)));
    }
  }

  private static void requireNonZero(Object value) {
    if (toDouble(value) == 0) {
      throw new TemplateException("Cannot divide by zero");
    }
  }

  private static Object exact(LongSupplier operation) {
    try {
      return operation.getAsLong();
    } catch (ArithmeticException e) {
      throw TemplateException.unsupported("whole numbers beyond 64 bits");
    }
  }
}
