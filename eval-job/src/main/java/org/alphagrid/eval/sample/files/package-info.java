/**
 * Holds the sample files of a run: names, which rows count, compaction.
 *
 * <p>May use {@code eval.sample} and {@code core.storage}.
 *
 * <p>Start with {@code SampleFolder}.
 */
package org.alphagrid.eval.sample.files;
