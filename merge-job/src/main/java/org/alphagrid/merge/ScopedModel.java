package org.alphagrid.merge;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.merge.BoundMerge.Operands;
import org.alphagrid.method.ModelStatistic;
import org.alphagrid.method.ParentBlock;

/** All tensors of some operands; remembers what is computed over the whole model. */
final class ScopedModel {
  private final TensorBlocks blocks;
  private final List<TensorEntry> tensors;
  private final Operands operands;
  private final boolean[] wanted;
  private final Map<ModelStatistic<?>, Serializable> statistics = new HashMap<>();

  ScopedModel(TensorBlocks blocks, List<TensorEntry> tensors, Operands operands, int parents) {
    this.blocks = blocks;
    this.tensors = tensors;
    this.operands = operands;
    this.wanted = new boolean[parents];
    for (int p = 0; p < parents; p++) {
      wanted[p] = operands.reads(p);
    }
  }

  @SuppressWarnings("unchecked")
  <R extends Serializable> R statistic(ModelStatistic<R> statistic) {
    Serializable value = statistics.get(statistic);
    if (value == null) {
      value =
          statistic.of(
              tensors.stream()
                  .filter(tensor -> tensor.shape().elements() > 0)
                  .map(tensor -> new ScopedTensor(this, tensor))
                  .toList());
      statistics.put(statistic, value);
    }
    return (R) value;
  }

  /** Notes an answer found elsewhere. */
  void answer(ModelStatistic<?> statistic, Serializable value) {
    statistics.put(statistic, value);
  }

  /** The operands' part of what was read of all parents. */
  ParentBlock block(float[][] parents, long first, int count) {
    float[][] models = new float[operands.models().size()][];
    for (int m = 0; m < models.length; m++) {
      models[m] = parents[operands.models().get(m)];
    }
    float[] base = operands.base() < 0 ? null : parents[operands.base()];
    return new ParentBlock(base, models, first, count);
  }

  Operands operands() {
    return operands;
  }

  boolean[] wanted() {
    return wanted;
  }

  TensorBlocks blocks() {
    return blocks;
  }
}
