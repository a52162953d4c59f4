/**
 * Interprets the part of Jinja that chat templates use: lexers, parsers, expressions, statements.
 *
 * <p>May use {@code .value} and {@code .builtin}.
 *
 * <p>Start with {@link JinjaTemplate}.
 */
package org.alphagrid.eval.template.jinja;
