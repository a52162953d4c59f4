package org.alphagrid.eval.template.jinja.value;

/** Something a template can call. */
@FunctionalInterface
public interface Callable {
  Object call(Arguments arguments, RenderBudget work);
}
