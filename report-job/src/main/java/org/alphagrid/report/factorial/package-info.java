/**
 * Estimates what each setting of a sweep changes, from merges that differ in nothing else,
 * corrected for all effects together.
 *
 * <p>May use curve and the problem grid of evidence.
 *
 * <p>Start with {@link FactorialBuilder}.
 */
package org.alphagrid.report.factorial;
