/**
 * Holds the values of a template and their Python behaviour: printing, comparison, numbers, text.
 *
 * <p>May use the JDK only.
 *
 * <p>Start with {@link Values}.
 */
package org.alphagrid.eval.template.jinja.value;
