/**
 * Holds the filters, tests, globals and methods that templates call.
 *
 * <p>May use {@code eval.template.jinja.value}.
 *
 * <p>Start with {@link Filters}.
 */
package org.alphagrid.eval.template.jinja.builtin;
