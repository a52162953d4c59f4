package org.alphagrid.merge.method;

/**
 * Holds the same consecutive elements of one tensor of every parent, as float32. Arrays may be
 * longer than the block and are reused for the next one.
 *
 * @param base [length] elements of the base; null where the merge has no base
 * @param models [models][length] elements of the merged models, in the order of {@link
 *     MergeSettings#models}
 * @param first index of the first element in its tensor, row by row
 * @param length number of elements
 */
public record ParentBlock(float[] base, float[][] models, long first, int length) {}
