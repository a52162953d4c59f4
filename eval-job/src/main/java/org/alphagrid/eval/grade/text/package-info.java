/**
 * Reads parts of a completion: boxes, letters of options, runs of digits; words without
 * typesetting.
 *
 * <p>May use the JDK only.
 *
 * <p>Start with {@code LastBoxedAnswer}.
 */
package org.alphagrid.eval.grade.text;
