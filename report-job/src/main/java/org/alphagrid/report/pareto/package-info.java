/**
 * Finds the points that no other dominates, and the hypervolume below a front.
 *
 * <p>May use curve.
 *
 * <p>Start with {@link ParetoFront} and {@link Fronts}.
 */
package org.alphagrid.report.pareto;
