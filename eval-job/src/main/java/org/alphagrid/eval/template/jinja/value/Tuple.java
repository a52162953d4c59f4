package org.alphagrid.eval.template.jinja.value;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/** Python's immutable sequence; unlike in Java, it never equals a list. */
public final class Tuple extends AbstractList<Object> {
  private final List<Object> items;

  public Tuple(List<Object> items) {
    this.items = items;
  }

  public static Tuple of(Object... items) {
    return new Tuple(Arrays.asList(items));
  }

  @Override
  public Object get(int index) {
    return items.get(index);
  }

  @Override
  public int size() {
    return items.size();
  }
}
