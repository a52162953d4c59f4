/**
 * Renders chat templates as the tokenizer's own files say.
 *
 * <p>May use {@code eval.template.jinja} and {@code core}.
 *
 * <p>Start with {@link ChatTemplate}.
 */
package org.alphagrid.eval.template;
