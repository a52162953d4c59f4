/**
 * Cuts answers in LaTeX or plain text into tokens, and token lists at signs outside of brackets.
 *
 * <p>May use the JDK only.
 *
 * <p>Start with {@link Lexer}.
 */
package org.alphagrid.eval.grade.latex;
