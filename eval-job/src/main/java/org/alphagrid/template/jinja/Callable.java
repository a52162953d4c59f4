package org.alphagrid.template.jinja;

/** Something a template can call. */
@FunctionalInterface
interface Callable {
  Object call(Arguments arguments, Work work);
}
