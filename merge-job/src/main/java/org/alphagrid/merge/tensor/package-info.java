/**
 * Computes on blocks of tensor elements: element types, scalar loops and their vector twins,
 * checksums.
 *
 * <p>May use the JDK only; knows no files and no Spark.
 *
 * <p>Start with {@link DType} and {@link BlockMath}.
 */
package org.alphagrid.merge.tensor;
