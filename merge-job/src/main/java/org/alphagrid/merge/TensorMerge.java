package org.alphagrid.merge;

import java.io.Serializable;
import org.alphagrid.merge.BoundMerge.Operands;
import org.alphagrid.method.MergeMethod;
import org.alphagrid.method.MergeSettings;

/**
 * What one merge does to one tensor.
 *
 * @param method its name
 * @param operands which parents it reads
 * @param settings its parameters for this tensor
 */
record TensorMerge(String method, Operands operands, MergeSettings settings)
    implements Serializable {
  static TensorMerge of(BoundMerge merge, String tensor) {
    return new TensorMerge(merge.method().name(), merge.operands(), merge.settings().apply(tensor));
  }

  BoundMerge bind() {
    return new BoundMerge(MergeMethod.CATALOG.find(method), operands, tensor -> settings);
  }
}
