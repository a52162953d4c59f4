package org.alphagrid.eval.grade.math;

/**
 * Limits the work that one comparison may still do. Everything that grows with the input pays here,
 * so a hostile answer ends as not understood after a bounded number of steps, on any thread.
 */
final class WorkLimit {
  static final int MOST_STEPS = 60_000;
  private static final int MOST_DEPTH = 60;

  private int steps = MOST_STEPS;
  private int depth;

  /** Steps done so far. */
  int used() {
    return MOST_STEPS - steps;
  }

  void step() {
    steps(1);
  }

  void steps(int count) {
    steps -= count;
    if (steps < 0) {
      throw new NotUnderstood("too much work");
    }
  }

  void enter() {
    step();
    if (++depth > MOST_DEPTH) {
      throw new NotUnderstood("nested too deeply");
    }
  }

  void leave() {
    depth--;
  }
}
