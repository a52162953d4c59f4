package org.alphagrid.eval.template.jinja;

import java.util.Iterator;
import org.alphagrid.eval.template.jinja.builtin.SelectionFilters;
import org.alphagrid.eval.template.jinja.value.BoundedText;
import org.alphagrid.eval.template.jinja.value.LoopContext;
import org.alphagrid.eval.template.jinja.value.Values;

/**
 * Renders a loop. Every round has a scope of its own, so what it sets is gone in the next one. As
 * in Jinja, the else part is rendered unless some round reached its end: leaving every round by
 * {@code continue} or {@code break} counts as no round.
 *
 * @param condition what items must satisfy; null for none
 * @param otherwise the else part
 */
record ForStatement(
    Target target,
    Expression items,
    Expression condition,
    Statement.Block body,
    Statement.Block otherwise)
    implements Statement {

  @Override
  public Flow render(Scope scope, BoundedText out) {
    LoopContext loop = loop(scope);
    boolean finished = false;
    while (loop.hasNext()) {
      Flow flow = round(loop, scope, out);
      if (flow == Flow.BREAK) {
        break;
      }
      finished |= flow == Flow.NEXT;
    }
    return finished ? Flow.NEXT : otherwise.render(scope.inner(), out);
  }

  private Flow round(LoopContext loop, Scope scope, BoundedText out) {
    scope.work().step();
    Scope round = scope.inner();
    Object item = loop.next();
    round.write("loop", loop);
    target.assign(round, item);
    return body.render(round, out);
  }

  private LoopContext loop(Scope scope) {
    Object source = items.evaluate(scope);
    Iterator<Object> iterator = Values.iterator(source);
    if (condition == null) {
      return new LoopContext(iterator, Values.hasLength(source) ? Values.length(source) : -1);
    }
    return new LoopContext(SelectionFilters.filtered(iterator, item -> passes(scope, item)), -1);
  }

  private boolean passes(Scope scope, Object item) {
    scope.work().step();
    Scope test = scope.inner();
    target.assign(test, item);
    return Values.truth(condition.evaluate(test));
  }
}
