package org.alphagrid.merge.method;

/**
 * Holds the same run of elements of every model, as float32.
 *
 * @param base elements of the base; null where there is none
 * @param models elements of the merged models, in the order of their settings
 * @param first flat index of the first element in its tensor
 * @param length how many leading elements of the arrays count
 */
public record ParentBlock(float[] base, float[][] models, long first, int length) {}
