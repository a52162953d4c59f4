/**
 * Cuts a merge into tasks, writes its shards and verifies every byte that was written.
 *
 * <p>May use {@code merge.engine}, {@code merge.checkpoint} and {@code core.storage}; knows no
 * Spark.
 *
 * <p>Start with {@link CheckpointMerger}.
 */
package org.alphagrid.merge.store;
