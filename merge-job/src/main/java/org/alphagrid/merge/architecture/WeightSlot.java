package org.alphagrid.merge.architecture;

import org.alphagrid.merge.tensor.Shape;

/**
 * A tensor the architecture calls for.
 *
 * @param name its name in the checkpoint
 * @param shape its exact shape; matrices are [out, in]
 * @param role what it does
 * @param layer its block, 0-based, or -1 outside the blocks
 */
public record WeightSlot(String name, Shape shape, WeightRole role, int layer) {}
