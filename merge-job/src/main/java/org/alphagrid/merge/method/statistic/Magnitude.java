package org.alphagrid.merge.method.statistic;

import java.io.Serializable;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.ParentBlock;

/**
 * Computes what elements are ranked by; never negative. Equal ones rank alike, so they are records.
 */
public interface Magnitude extends BlockKernel, Serializable {
  /** Returns the magnitudes of a block, in the given array if it is large enough. */
  static float[] of(Magnitude magnitude, ParentBlock block, float[] scratch) {
    float[] values =
        scratch == null || scratch.length < block.length() ? new float[block.length()] : scratch;
    magnitude.merge(block, values);
    return values;
  }
}
