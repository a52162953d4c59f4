/**
 * Searches a grid for less than it costs in full: decides what to evaluate next, given what is
 * known and the budget left. Plain logic without Spark or files; uses the statistics of the report.
 * Start here: {@link org.alphagrid.search.SearchRun} takes a {@link org.alphagrid.search.Searcher}
 * through its steps, and an {@link org.alphagrid.search.Evaluator} answers, by generating or by
 * simulation.
 */
package org.alphagrid.search;
