package org.alphagrid.eval.template.jinja.value;

import java.time.LocalDateTime;

/** What one rendering has used up, and the time it is told. */
public final class RenderBudget {
  private static final int MOST_STEPS = 1_000_000;
  private static final int MOST_DEPTH = 100;

  private final LocalDateTime now;
  private int steps;
  private int depth;

  /**
   * @param now null makes asking for the time an error
   */
  public RenderBudget(LocalDateTime now) {
    this.now = now;
  }

  /** Counts a loop round or a call. */
  public void step() {
    if (++steps > MOST_STEPS) {
      throw new TemplateException(
          "Cannot render: more than " + MOST_STEPS + " loop rounds and calls");
    }
  }

  public void enterMacro() {
    step();
    if (++depth > MOST_DEPTH) {
      throw new TemplateException("Cannot render: macros nested deeper than " + MOST_DEPTH);
    }
  }

  public void leaveMacro() {
    depth--;
  }

  public LocalDateTime now() {
    if (now == null) {
      throw new TemplateException(
          "Cannot tell the date: the template prints today's, which would change prompts from day"
              + " to day (give the protocol a fixed 'date')");
    }
    return now;
  }
}
