/**
 * Reads the parts of an answer: letters, integers, decimals, boxes, decoration.
 *
 * <p>May use the JDK only.
 *
 * <p>Start with {@code IntegerText}.
 */
package org.alphagrid.eval.grade.text;
