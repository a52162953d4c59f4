package org.alphagrid.merge.architecture;

import org.alphagrid.merge.tensor.Shape;

/**
 * Describes a tensor that a decoder needs.
 *
 * @param name its name in the checkpoint
 * @param shape its exact shape; matrices are [out, in]
 * @param role what it does
 */
public record WeightSlot(String name, Shape shape, WeightRole role) {}
