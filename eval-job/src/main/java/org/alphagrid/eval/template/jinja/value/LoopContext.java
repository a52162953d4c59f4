package org.alphagrid.eval.template.jinja.value;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The variable {@code loop}. Items are fetched one at a time; only asking for the length, the last
 * or the next one looks ahead, because a filter of the loop may depend on what its body sets.
 */
public final class LoopContext {
  private static final Object MISSING = new Object();

  private Iterator<Object> items;
  private long length;
  private long index0 = -1;
  private Object before = MISSING;
  private Object current = MISSING;
  private Object after = MISSING;
  private Object lastChanged = MISSING;

  /**
   * @param length the number of items, or -1 if it is not known
   */
  public LoopContext(Iterator<Object> items, long length) {
    this.items = items;
    this.length = length;
  }

  public boolean hasNext() {
    return after != MISSING || items.hasNext();
  }

  public Object next() {
    Object item = after != MISSING ? after : items.next();
    after = MISSING;
    before = current;
    current = item;
    index0++;
    return item;
  }

  long length() {
    if (length < 0) {
      List<Object> rest = new ArrayList<>();
      items.forEachRemaining(rest::add);
      items = rest.iterator();
      length = rest.size() + index0 + 1 + (after == MISSING ? 0 : 1);
    }
    return length;
  }

  private Object peek() {
    if (after == MISSING && items.hasNext()) {
      after = items.next();
    }
    return after;
  }

  public Object read(String name) {
    return switch (name) {
      case "index" -> index0 + 1;
      case "index0" -> index0;
      case "revindex" -> length() - index0;
      case "revindex0" -> length() - index0 - 1;
      case "first" -> index0 == 0;
      case "last" -> peek() == MISSING;
      case "length" -> length();
      case "depth" -> 1L;
      case "depth0" -> 0L;
      case "previtem" -> index0 == 0 ? new Undefined("there is no previous item") : before;
      case "nextitem" -> peek() == MISSING ? new Undefined("there is no next item") : after;
      case "cycle" -> (Callable) (arguments, work) -> cycle(arguments);
      case "changed" -> (Callable) (arguments, work) -> changed(arguments);
      default -> Undefined.member(this, name);
    };
  }

  private Object cycle(Arguments arguments) {
    if (arguments.positional().isEmpty()) {
      throw new TemplateException("Cannot call cycle: no items for cycling given");
    }
    return arguments.positional().get((int) (index0 % arguments.positional().size()));
  }

  private Object changed(Arguments arguments) {
    Tuple value = new Tuple(arguments.positional());
    if (lastChanged != MISSING && ValueComparison.equal(lastChanged, value)) {
      return false;
    }
    lastChanged = value;
    return true;
  }
}
