/**
 * States the contract of merge methods: parameters, parents, kernels, statistics that a kernel
 * waits for.
 *
 * <p>May use {@code core.plugin} and {@code merge.tensor}; knows no files and no Spark.
 *
 * <p>Start with {@link MergeMethod}; METHODS.md tells how to add one.
 */
package org.alphagrid.merge.method;
