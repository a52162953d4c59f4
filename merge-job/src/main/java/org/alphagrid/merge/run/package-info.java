/**
 * Binds a sweep to its parents and its run directory, and writes what identifies a run.
 *
 * <p>May use everything below it in this module except {@code merge.job}.
 *
 * <p>Start with {@link SweepRun}.
 */
package org.alphagrid.merge.run;
