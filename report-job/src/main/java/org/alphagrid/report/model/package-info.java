/**
 * Holds everything that a renderer shows: the curve, the fronts, the findings and where the numbers
 * come from.
 *
 * <p>May use the statistics (curve, pareto, evidence, factorial, generation) and the record of a
 * search; knows no file format.
 *
 * <p>Start with {@link Report}, then {@link Findings}.
 */
package org.alphagrid.report.model;
