/**
 * Cuts a merge into tasks, writes its shards and verifies every byte that was written.
 *
 * <p>May use {@code merge.engine}, {@code merge.files}, {@code merge.grid}, {@code
 * merge.compatibility}, {@code merge.method}, {@code merge.checkpoint}, {@code merge.tensor} and
 * {@code core}; knows no Spark.
 *
 * <p>Start with {@link CheckpointMerger}.
 */
package org.alphagrid.merge.store;
