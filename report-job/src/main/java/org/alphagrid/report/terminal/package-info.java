/**
 * Writes what the job prints: a table, a plot in letters, the findings.
 *
 * <p>May use model, text and chart.
 *
 * <p>Start with {@link TerminalSummary}.
 */
package org.alphagrid.report.terminal;
