/**
 * Writes the curve and the log of a search as typed Parquet files.
 *
 * <p>May use csv for its columns, model and Parquet.
 *
 * <p>Start with {@link CurveParquet}.
 */
package org.alphagrid.report.parquet;
