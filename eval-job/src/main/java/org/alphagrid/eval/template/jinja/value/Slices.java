package org.alphagrid.eval.template.jinja.value;

import java.util.ArrayList;
import java.util.List;

/** Python's {@code sequence[start:stop:step]}. */
public final class Slices {
  private Slices() {}

  /**
   * @param start null for the beginning (the end for a negative step); likewise {@code stop}
   */
  public static Object slice(Object owner, Object start, Object stop, Object step) {
    Undefined.reject(owner);
    if (owner instanceof String text) {
      int[] points = text.codePoints().toArray();
      StringBuilder result = new StringBuilder();
      for (int i : indices(points.length, start, stop, step)) {
        result.appendCodePoint(points[i]);
      }
      return result.toString();
    }
    if (owner instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      for (int i : indices(list.size(), start, stop, step)) {
        result.add(list.get(i));
      }
      return owner instanceof Tuple ? new Tuple(result) : result;
    }
    if (owner instanceof Range) {
      throw TemplateException.unsupported("a slice of a range");
    }
    throw new TemplateException("Cannot slice an object of type " + Values.typeName(owner));
  }

  private static List<Integer> indices(int length, Object start, Object stop, Object step) {
    long stride = step == null ? 1 : Numbers.toLong(step);
    if (stride == 0) {
      throw new TemplateException("Invalid slice: step 0 (must not be 0)");
    }
    boolean forward = stride > 0;
    long first = forward ? 0 : -1;
    long last = forward ? length : length - 1L;
    long from = start == null ? (forward ? first : last) : clamp(start, length, first, last);
    long to = stop == null ? (forward ? last : first) : clamp(stop, length, first, last);
    List<Integer> indices = new ArrayList<>();
    for (long i = from; forward ? i < to : i > to; i += stride) {
      indices.add((int) i);
    }
    return indices;
  }

  private static long clamp(Object bound, int length, long least, long most) {
    long index = Numbers.toLong(bound);
    return Math.max(least, Math.min(most, index < 0 ? index + length : index));
  }
}
