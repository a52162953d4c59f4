package org.alphagrid.merge.store;

import java.io.Serializable;
import java.util.Map;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.engine.ModelMerge;
import org.alphagrid.merge.engine.StatisticKey;

/**
 * Names some chunks of a tensor, what is made of them and where the results go.
 *
 * @param merge of this tensor alone, with one merge for each folder of the task
 * @param from first element
 * @param to behind the last element
 * @param answers what the kernels need to know
 * @param position of the first result in its file
 */
record TensorSlice(
    ModelMerge merge, long from, long to, Map<StatisticKey, Serializable> answers, long position)
    implements Serializable {
  /** Returns the tensor, as the merged model lists it. */
  TensorEntry tensor() {
    return merge.tensors().get(0);
  }

  long elements() {
    return to - from;
  }

  /** Counts the bytes that are read and written for it. */
  long bytes() {
    long read = (long) merge.parents().size() * tensor().dtype().bytes();
    long written = (long) merge.merges().size() * merge.dtype().bytes();
    return elements() * (read + written);
  }
}
