/**
 * Predicts from earlier runs at which alpha a new pair of parents begins to think, and which method
 * to try first.
 *
 * <p>May use curve and pareto.
 *
 * <p>Start with {@link PairPredictor}; {@link RunFacts} says what a run teaches.
 */
package org.alphagrid.report.recommend;
