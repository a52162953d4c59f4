package org.alphagrid.eval.template.jinja;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds which special names a macro's body reads, while it is parsed. As in Jinja, a macro that
 * reads {@code varargs} or {@code kwargs} takes arguments beyond its parameters, one that reads
 * {@code caller} takes a call block, and a name that the body assigns first is an ordinary
 * variable.
 */
final class SpecialNames {
  static final String CALLER = "caller";
  static final String VARARGS = "varargs";
  static final String KWARGS = "kwargs";

  private final Deque<Body> bodies = new ArrayDeque<>();

  private static final class Body {
    private final Set<String> looked = new HashSet<>(Set.of(CALLER, VARARGS, KWARGS));
    private final Set<String> read = new HashSet<>();
  }

  /** Begins a body, within those that are open. */
  void open() {
    bodies.push(new Body());
  }

  /** Ends the innermost body and returns the special names that it reads. */
  Set<String> close() {
    return Set.copyOf(bodies.pop().read);
  }

  void read(String name) {
    for (Body body : bodies) {
      if (body.looked.contains(name)) {
        body.read.add(name);
      }
    }
  }

  void assigned(String name) {
    bodies.forEach(body -> body.looked.remove(name));
  }
}
