/**
 * Summarizes single samples: pass@k, majority vote, quantiles of length, accuracy within a token
 * budget.
 *
 * <p>May use curve.
 *
 * <p>Start with {@link GenerationSummaries}.
 */
package org.alphagrid.report.generation;
