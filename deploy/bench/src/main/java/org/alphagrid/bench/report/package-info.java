/**
 * Measures the report over large synthetic tables.
 *
 * <p>May use {@code report} and {@code core}.
 *
 * <p>Start with {@link ReportBench}.
 */
package org.alphagrid.bench.report;
