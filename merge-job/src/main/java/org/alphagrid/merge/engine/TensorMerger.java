package org.alphagrid.merge.engine;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.method.Accumulator;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.TensorStatistic;
import org.alphagrid.merge.tensor.BlockMath;

/**
 * Runs a {@link ModelMerge} on open parents, tensor by tensor: each block of the parents is read
 * and decoded once for all merges. Holds a few blocks of memory, whatever the tensor's size, unless
 * a method needs the whole of it. It belongs to one thread.
 */
public final class TensorMerger {
  private final ModelMerge merge;
  private final OpenParents parents;
  private final BlockReader reader;
  private final KernelRun run;
  private final Map<String, StatisticPass.Found> prepared = new HashMap<>();
  private final StatisticPass pass;

  /**
   * @param parents those of the merge, open
   */
  public TensorMerger(ModelMerge merge, OpenParents parents) {
    this(merge, parents, BlockMath.fastest());
  }

  /** Merges with arithmetic that need not be the fastest. */
  public TensorMerger(ModelMerge merge, OpenParents parents, BlockMath math) {
    this.merge = merge;
    this.parents = parents;
    this.reader = new BlockReader(parents, math);
    this.run = new KernelRun(reader, merge.dtype(), math);
    this.pass = new StatisticPass(merge, this::scan, 1, Map.of());
  }

  /** Computes the statistics of every tensor now, so that {@link #merge} only merges. */
  public void prepare() throws IOException {
    prepared.putAll(pass.of(merge.tensors()));
  }

  /**
   * Merges one tensor by every merge.
   *
   * @param tensor as the model lists it
   * @param outputs one for each merge, in their order
   */
  public void merge(TensorEntry tensor, List<Output> outputs) throws IOException {
    Map<StatisticKey, Serializable> answers =
        tensor.shape().elements() == 0 ? Map.of() : found(tensor).answers();
    merge(tensor, 0, tensor.shape().elements(), answers, outputs);
  }

  private StatisticPass.Found found(TensorEntry tensor) throws IOException {
    return prepared.containsKey(tensor.name())
        ? prepared.get(tensor.name())
        : pass.of(List.of(tensor)).get(tensor.name());
  }

  /** Scans tensors in this thread. */
  List<ArrayList<ArrayList<Accumulator<?>>>> scan(List<ScanTask> tasks) throws IOException {
    List<ArrayList<ArrayList<Accumulator<?>>>> results = new ArrayList<>();
    for (ScanTask task : tasks) {
      task.expect(parents);
      results.add(task.run(reader));
    }
    return results;
  }

  /**
   * Merges some chunks of a tensor.
   *
   * @param answers results of {@link StatisticPass}
   * @param outputs one for each merge, in their order
   */
  public void merge(
      TensorEntry tensor,
      long from,
      long to,
      Map<StatisticKey, Serializable> answers,
      List<Output> outputs)
      throws IOException {
    if (from == to) {
      return;
    }
    StatisticCache cache = new StatisticCache(List.of(), this::readWhole);
    answers.forEach(cache::answer);
    try {
      List<KernelRun.BoundKernel> kernels = new ArrayList<>();
      for (int m = 0; m < outputs.size(); m++) {
        BoundMerge bound = merge.merges().get(m);
        kernels.add(
            new KernelRun.BoundKernel(
                cache.kernel(bound, tensor), bound.operands(), outputs.get(m)));
      }
      run.merge(tensor, from, to, kernels);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Object readWhole(
      BoundMerge.Operands operands, TensorEntry tensor, TensorStatistic<?> scan) {
    TensorShape shape = TensorShape.of(tensor.shape());
    long needed = scan.heapBytes(shape, operands.models().size());
    long heap = Runtime.getRuntime().maxMemory();
    if (needed > heap) {
      throw new UserException(
          "Cannot merge tensor '%s': its method needs all %s of it at once, about %d MB of heap, this JVM has %d MB; raise ALPHAGRID_MEMORY or spark.executor.memory"
              .formatted(tensor.name(), tensor.shape(), needed >> 20, heap >> 20));
    }
    List<ScanTask.Asked> asked = List.of(new ScanTask.Asked(operands, scan));
    ScanTask task =
        new ScanTask(List.of(), List.of(new ScanTask.Part(tensor, 0, shape.chunks(), asked)));
    try {
      return task.run(reader).get(0).get(0).result();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
