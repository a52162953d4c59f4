package org.alphagrid.eval.template.jinja;

import org.alphagrid.eval.template.jinja.value.BoundedText;

/** A macro: text with parameters, under a name. */
record MacroStatement(String name, MacroBody macro) implements Statement {
  @Override
  public Flow render(Scope scope, BoundedText out) {
    scope.write(name, macro.in(scope));
    return Flow.NEXT;
  }
}
