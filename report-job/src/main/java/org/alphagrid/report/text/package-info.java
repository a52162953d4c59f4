/**
 * Writes numbers and findings as sentences, and {@code summary.md}; the terminal, the page and the
 * summary say the same.
 *
 * <p>May use model and the statistics.
 *
 * <p>Start with {@link EvidenceText}.
 */
package org.alphagrid.report.text;
