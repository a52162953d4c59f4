package org.alphagrid.merge.engine;

import java.io.Serializable;
import org.alphagrid.merge.engine.BoundMerge.Operands;

/**
 * Identifies a statistic that kernels are made from.
 *
 * @param operands whose tensors it is about
 * @param tensor its name; empty for the whole model
 * @param asked a scan, a derived answer or a statistic of the model
 */
public record StatisticKey(Operands operands, String tensor, Serializable asked)
    implements Serializable {
  /** The name that stands for all tensors. */
  static final String MODEL = "";
}
