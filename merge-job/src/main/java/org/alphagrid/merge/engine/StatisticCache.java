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
 * What is known of the parents' tensors. Kernels are made from it; what it does not know it notes,
 * so that one reading of the tensors answers everything that is missing.
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
   * @param tensors all tensors of the model, ordered by name; empty where only known answers count
   * @param whole null where tensors are not read as a whole
   */
  StatisticCache(List<TensorEntry> tensors, WholeReader whole) {
    this.tensors = tensors.stream().filter(tensor -> tensor.shape().elements() > 0).toList();
    this.whole = whole;
  }

  /**
   * The kernel of one tensor.
   *
   * @throws StatisticNotReady when answers are missing; {@link #missing} then has them
   */
  BlockKernel kernel(BoundMerge merge, TensorEntry tensor) {
    return merge.kernel(new Tensor(merge.operands(), tensor));
  }

  /** What was asked for in vain since the last call. */
  Set<StatisticKey> takeMissing() {
    Set<StatisticKey> taken = new LinkedHashSet<>(missing);
    missing.clear();
    return taken;
  }

  /**
   * The heap that a kernel which asked for a whole tensor since the last call needs; 0 for none.
   */
  long takeWholeBytes() {
    long taken = wholeBytes;
    wholeBytes = 0;
    return taken;
  }

  /** The answers kernels were made from since the last call. */
  Map<StatisticKey, Serializable> takeUsed() {
    Map<StatisticKey, Serializable> taken = new HashMap<>();
    for (StatisticKey question : used) {
      taken.put(question, (Serializable) answers.get(question));
    }
    used.clear();
    return taken;
  }

  /** Notes an answer. */
  void answer(StatisticKey question, Object answer) {
    answers.put(question, answer);
  }

  /** Forgets all but what is about the whole model. */
  void forgetTensors() {
    answers
        .keySet()
        .removeIf(
            question ->
                !question.tensor().equals(StatisticKey.MODEL)
                    || !(question.asked() instanceof ModelStatistic));
  }

  private Object scan(Operands operands, TensorEntry tensor, TensorStatistic<?> scan) {
    StatisticKey question =
        new StatisticKey(operands, tensor == null ? StatisticKey.MODEL : tensor.name(), scan);
    if (!answers.containsKey(question)) {
      if (!scan.wholeTensor()) {
        missing.add(question);
        throw new StatisticNotReady();
      }
      TensorShape shape = TensorShape.of(tensor.shape());
      wholeBytes =
          Math.max(1, Math.max(wholeBytes, scan.heapBytes(shape, operands.models().size())));
      if (whole == null) {
        throw new StatisticNotReady();
      }
      answers.put(question, whole.read(operands, tensor, scan));
    }
    return use(question);
  }

  private Object use(StatisticKey question) {
    if (depth == 0) {
      used.add(question);
    }
    return answers.get(question);
  }

  private Object derive(StatisticKey question, Supplier<? extends Serializable> from) {
    if (!answers.containsKey(question)) {
      depth++;
      try {
        answers.put(question, from.get());
      } finally {
        depth--;
      }
    }
    return use(question);
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
    public <R extends Serializable> R derive(Derived<R> question) {
      StatisticKey own = new StatisticKey(operands, tensor.name(), question);
      return (R) StatisticCache.this.derive(own, () -> question.from(this));
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
