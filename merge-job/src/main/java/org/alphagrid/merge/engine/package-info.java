/**
 * Runs merges in memory: first the statistics that kernels wait for, then the kernels, block by
 * block.
 *
 * <p>May use {@code merge.method}, {@code merge.checkpoint}, {@code merge.grid} and {@code
 * merge.tensor}; knows no Spark.
 *
 * <p>Start with {@link TensorMerger}.
 */
package org.alphagrid.merge.engine;
