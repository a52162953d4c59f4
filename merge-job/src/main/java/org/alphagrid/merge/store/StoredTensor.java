package org.alphagrid.merge.store;

import org.alphagrid.merge.engine.MergeStatistics;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;

/**
 * Describes a merged tensor as it was stored and read back.
 *
 * @param digest the hexadecimal SHA-256 of its bytes
 * @param statistics how far merging moved it
 */
public record StoredTensor(
    String name, DType dtype, Shape shape, String digest, MergeStatistics statistics) {}
