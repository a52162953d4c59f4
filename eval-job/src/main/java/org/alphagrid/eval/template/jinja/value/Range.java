package org.alphagrid.eval.template.jinja.value;

import java.util.Iterator;
import java.util.stream.LongStream;

/** Python's {@code range}, with the sandbox's limit on its length. */
public record Range(long start, long length, long step) {
  private static final long MOST_ITEMS = 100_000;

  public static Range of(Arguments arguments) {
    Arguments.Bound bound = arguments.bind("range", "start", "stop?", "step?");
    boolean one = !bound.has("stop");
    long start = one ? 0 : bound.integer("start", 0);
    long stop = one ? bound.integer("start", 0) : bound.integer("stop", 0);
    long step = bound.integer("step", 1);
    if (step == 0) {
      throw new TemplateException("Invalid range: step 0 (must not be 0)");
    }
    long span = step > 0 ? Math.subtractExact(stop, start) : Math.subtractExact(start, stop);
    long length = span <= 0 ? 0 : (span - 1) / Math.abs(step) + 1;
    if (length > MOST_ITEMS) {
      throw new TemplateException(
          "Invalid range: %d items (must be at most %d)".formatted(length, MOST_ITEMS));
    }
    return new Range(start, length, step);
  }

  Iterator<Object> iterator() {
    return LongStream.range(0, length).mapToObj(i -> (Object) (start + i * step)).iterator();
  }
}
