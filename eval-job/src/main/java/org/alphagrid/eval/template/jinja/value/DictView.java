package org.alphagrid.eval.template.jinja.value;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;

/** What {@code keys()}, {@code values()} and {@code items()} give: a collection without indices. */
public final class DictView extends AbstractCollection<Object> {
  private final String name;
  private final Collection<?> entries;

  /**
   * @param name Python's name of the type, which it prints
   */
  public DictView(String name, Collection<?> entries) {
    this.name = name;
    this.entries = entries;
  }

  String name() {
    return name;
  }

  @Override
  public Iterator<Object> iterator() {
    Iterator<?> inner = entries.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return inner.hasNext();
      }

      @Override
      public Object next() {
        return inner.next();
      }
    };
  }

  @Override
  public int size() {
    return entries.size();
  }
}
