/**
 * Runs merges in memory: first the statistics that kernels wait for, then the kernels, block by
 * block.
 *
 * <p>May use {@code merge.grid}, {@code merge.compatibility}, {@code merge.method}, {@code
 * merge.checkpoint}, {@code merge.architecture}, {@code merge.tensor} and {@code core}; knows no
 * Spark.
 *
 * <p>Start with {@link TensorMerger}.
 */
package org.alphagrid.merge.engine;
