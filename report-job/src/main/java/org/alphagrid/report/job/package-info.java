/**
 * Runs the commands {@code report} and {@code recommend}: reads runs, assembles reports, publishes
 * them, watches a run.
 *
 * <p>May use every package of the report; nothing uses it.
 *
 * <p>Start with {@link ReportJob} and {@link RecommendJob}.
 */
package org.alphagrid.report.job;
