package org.alphagrid.merge.engine;

import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.engine.BoundMerge.Operands;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.Derived;
import org.alphagrid.merge.method.ModelScope;
import org.alphagrid.merge.method.ModelStatistic;
import org.alphagrid.merge.method.StatisticNotReady;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.TensorStatistic;

/**
 * Holds the statistics of the parents' tensors that kernels are made from, and records those that
 * are missing, so that one pass over the tensors computes all of them together.
 */
final class StatisticCache {
  private final List<TensorEntry> tensors;
  private final Map<StatisticKey, Object> answers = new HashMap<>();
  private final Set<StatisticKey> missing = new LinkedHashSet<>();
  private final Set<StatisticKey> used = new LinkedHashSet<>();
  private final WholeReader whole;
  private int depth;
  private long wholeBytes;

  /** Answers a scan that needs all of a tensor, where the tensor is merged. */
  @FunctionalInterface
  interface WholeReader {
    Object read(Operands operands, TensorEntry tensor, TensorStatistic<?> scan);
  }

  /**
   * @param tensors all tensors of the model, ordered by name; empty where only known results count
   * @param whole null where tensors are not read as a whole
   */
  StatisticCache(List<TensorEntry> tensors, WholeReader whole) {
    this.tensors = tensors.stream().filter(tensor -> tensor.shape().elements() > 0).toList();
    this.whole = whole;
  }

  /**
   * Returns the kernel of one tensor.
   *
   * @throws StatisticNotReady when results are missing; {@link #missing} then has their keys
   */
  BlockKernel kernel(BoundMerge merge, TensorEntry tensor) {
    return merge.kernel(new Tensor(merge.operands(), tensor));
  }

  /** Returns the missing statistics that kernels asked for since the last call. */
  Set<StatisticKey> takeMissing() {
    Set<StatisticKey> taken = new LinkedHashSet<>(missing);
    missing.clear();
    return taken;
  }

  /**
   * Returns the heap that a kernel which asked for a whole tensor since the last call needs; 0 for
   * none.
   */
  long takeWholeBytes() {
    long taken = wholeBytes;
    wholeBytes = 0;
    return taken;
  }

  /** Returns the results that kernels were made from since the last call. */
  Map<StatisticKey, Serializable> takeUsed() {
    Map<StatisticKey, Serializable> taken = new HashMap<>();
    for (StatisticKey key : used) {
      taken.put(key, (Serializable) answers.get(key));
    }
    used.clear();
    return taken;
  }

  /** Stores a result. */
  void answer(StatisticKey key, Object answer) {
    answers.put(key, answer);
  }

  /** Removes all results but those about the whole model. */
  void forgetTensors() {
    answers
        .keySet()
        .removeIf(
            key ->
                !key.tensor().equals(StatisticKey.MODEL)
                    || !(key.asked() instanceof ModelStatistic));
  }

  private Object scan(Operands operands, TensorEntry tensor, TensorStatistic<?> scan) {
    StatisticKey key =
        new StatisticKey(operands, tensor == null ? StatisticKey.MODEL : tensor.name(), scan);
    if (!answers.containsKey(key)) {
      if (!scan.wholeTensor()) {
        missing.add(key);
        throw new StatisticNotReady();
      }
      TensorShape shape = TensorShape.of(tensor.shape());
      wholeBytes =
          Math.max(1, Math.max(wholeBytes, scan.heapBytes(shape, operands.models().size())));
      if (whole == null) {
        throw new StatisticNotReady();
      }
      answers.put(key, whole.read(operands, tensor, scan));
    }
    return use(key);
  }

  private Object use(StatisticKey key) {
    if (depth == 0) {
      used.add(key);
    }
    return answers.get(key);
  }

  private Object derive(StatisticKey key, Supplier<? extends Serializable> from) {
    if (!answers.containsKey(key)) {
      depth++;
      try {
        answers.put(key, from.get());
      } finally {
        depth--;
      }
    }
    return use(key);
  }

  @SuppressWarnings("unchecked")
  private final class Tensor implements TensorScope {
    private final Operands operands;
    private final TensorEntry tensor;
    private final TensorShape shape;

    Tensor(Operands operands, TensorEntry tensor) {
      this.operands = operands;
      this.tensor = tensor;
      this.shape = TensorShape.of(tensor.shape());
    }

    @Override
    public String name() {
      return tensor.name();
    }

    @Override
    public TensorShape shape() {
      return shape;
    }

    @Override
    public boolean hasBase() {
      return operands.hasBase();
    }

    @Override
    public <R> R scan(TensorStatistic<R> scan) {
      return (R) StatisticCache.this.scan(operands, tensor, scan);
    }

    @Override
    public <R extends Serializable> R derive(Derived<R> derived) {
      StatisticKey own = new StatisticKey(operands, tensor.name(), derived);
      return (R) StatisticCache.this.derive(own, () -> derived.from(this));
    }

    @Override
    public <R extends Serializable> R model(ModelStatistic<R> statistic) {
      StatisticKey own = new StatisticKey(operands, StatisticKey.MODEL, statistic);
      return (R) StatisticCache.this.derive(own, () -> statistic.of(new Model(operands)));
    }
  }

  @SuppressWarnings("unchecked")
  private final class Model implements ModelScope {
    private final Operands operands;

    Model(Operands operands) {
      this.operands = operands;
    }

    @Override
    public List<? extends TensorScope> tensors() {
      return tensors.stream().map(tensor -> new Tensor(operands, tensor)).toList();
    }

    @Override
    public <R> R scan(TensorStatistic<R> scan) {
      return (R) StatisticCache.this.scan(operands, null, scan);
    }
  }
}
