package org.alphagrid.method;

/**
 * The same run of elements of every parent, as float32.
 *
 * @param direct elements of the direct parent
 * @param think elements of the think parent
 * @param base elements of the base; null where the method does not need it
 * @param length how many leading elements of the arrays count
 */
public record ParentBlock(float[] direct, float[] think, float[] base, int length) {}
