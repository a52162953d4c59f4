/**
 * Writes a report in the forms of other collections.
 *
 * <p>May use model and the statistics.
 *
 * <p>Start with {@link EveryEvalEver}.
 */
package org.alphagrid.report.export;
