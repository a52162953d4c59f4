/**
 * Writes the tables of a report as CSV (RFC 4180), columns by name.
 *
 * <p>May use model and the statistics.
 *
 * <p>Start with {@link CurveCsv}; {@link CurveColumn} has every column of the curve once.
 */
package org.alphagrid.report.csv;
