/**
 * Tests what the data prove: improvements, comparisons, transitions, recommendations, by paired
 * tests and a bootstrap over problems.
 *
 * <p>May use curve and pareto.
 *
 * <p>Start with {@link EvidenceBuilder}, which gathers the {@link Evidence}.
 */
package org.alphagrid.report.evidence;
