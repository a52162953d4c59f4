package org.alphagrid.merge.engine;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.method.Accumulator;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.StatisticNotReady;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.TensorStatistic;

/**
 * Computes all statistics that the kernels of some merges wait for, before anything is merged. All
 * scans that are missing at a time read the tensors together; accumulators of different chunks are
 * filled at once and joined in order, so results are the same however the work was cut.
 */
public final class StatisticPass {
  /** Bounds the heap: so many kernels are asked for their scans before the tensors are read. */
  private static final int KERNELS_AT_ONCE = 256;

  /** A single task of fewer elements is done where it is planned. */
  private static final long LEAST_SHARED_ELEMENTS = 1 << 20;

  /** Fewer elements are not worth a task of their own. */
  private static final long LEAST_TASK_ELEMENTS = 1 << 22;

  private static final Comparator<OptionalInt> WHOLE_TENSOR_FIRST =
      Comparator.comparingInt(onlyChunk -> onlyChunk.orElse(-1));

  private final ModelMerge merge;
  private final Runner runner;
  private final int width;
  private final StatisticCache cache;
  private final Map<StatisticKey, Serializable> known;

  /** Runs tasks, in order or not, and gives their results in order. */
  @FunctionalInterface
  interface Runner {
    List<ArrayList<ArrayList<Accumulator<?>>>> run(List<ScanTask> tasks) throws IOException;
  }

  /**
   * Holds the statistics of one tensor.
   *
   * @param answers of the scans its kernels are made from
   * @param wholeRows whether its blocks must hold whole rows
   * @param wholeBytes about the heap its merge needs because it cannot be cut; 0 where it can
   */
  public record Found(Map<StatisticKey, Serializable> answers, boolean wholeRows, long wholeBytes)
      implements Serializable {
    /** Tells whether the tensor must be merged by one task, all of it at once. */
    public boolean wholeTensor() {
      return wholeBytes > 0;
    }
  }

  /**
   * @param merge of all tensors of the model
   * @param width how many tasks run at once
   * @param known results of earlier passes over these parents
   */
  StatisticPass(ModelMerge merge, Runner runner, int width, Map<StatisticKey, Serializable> known) {
    this.merge = merge;
    this.runner = runner;
    this.width = width;
    this.cache = new StatisticCache(merge.tensors(), null);
    this.known = known;
  }

  /**
   * Computes the statistics of every tensor. Tensors are read by the executor's tasks, or in this
   * thread where a single small task is all there is.
   */
  public static Map<String, Found> of(ModelMerge merge, TaskExecutor workers) throws IOException {
    try (Here here = new Here(merge)) {
      Runner runner =
          tasks ->
              tasks.size() == 1 && tasks.get(0).elements() <= LEAST_SHARED_ELEMENTS
                  ? here.run(tasks)
                  : workers.run("statistics", tasks);
      return new StatisticPass(merge, runner, workers.width(), Map.of()).of(merge.tensors());
    }
  }

  /** Runs tasks in this thread, on parents that are opened when the first one comes. */
  private static final class Here implements Runner, Closeable {
    private final ModelMerge merge;
    private OpenParents parents;
    private TensorMerger merger;

    Here(ModelMerge merge) {
      this.merge = merge;
    }

    @Override
    public List<ArrayList<ArrayList<Accumulator<?>>>> run(List<ScanTask> tasks) throws IOException {
      if (merger == null) {
        parents = OpenParents.open(merge.parents());
        merger = new TensorMerger(merge, parents);
      }
      return merger.scan(tasks);
    }

    @Override
    public void close() throws IOException {
      if (parents != null) {
        parents.close();
      }
    }
  }

  /** Computes the statistics of some of the merge's tensors; results are by name. */
  public Map<String, Found> of(List<TensorEntry> asked) throws IOException {
    Map<String, Found> found = new TreeMap<>();
    int batch = Math.max(1, KERNELS_AT_ONCE / merge.merges().size());
    for (int from = 0; from < asked.size(); from += batch) {
      List<TensorEntry> part = asked.subList(from, Math.min(asked.size(), from + batch));
      known.forEach(cache::answer);
      while (true) {
        for (TensorEntry tensor : part) {
          if (tensor.shape().elements() > 0) {
            found.put(tensor.name(), found(tensor));
          }
        }
        Set<StatisticKey> missing = cache.takeMissing();
        if (missing.isEmpty()) {
          break;
        }
        answer(missing);
      }
      cache.forgetTensors();
    }
    return found;
  }

  private Found found(TensorEntry tensor) {
    boolean wholeRows = false;
    cache.takeWholeBytes();
    cache.takeUsed();
    for (BoundMerge bound : merge.merges()) {
      try {
        BlockKernel kernel = cache.kernel(bound, tensor);
        wholeRows |= kernel.wholeRows();
      } catch (StatisticNotReady e) {
        // Noted; asked again when the tensor has been read.
        continue;
      }
    }
    return new Found(cache.takeUsed(), wholeRows, cache.takeWholeBytes());
  }

  private void answer(Set<StatisticKey> missing) throws IOException {
    List<ScanTask.Part> parts = parts(missing);
    List<ScanTask> tasks = tasks(parts);
    List<ArrayList<ArrayList<Accumulator<?>>>> results = runner.run(tasks);
    Map<StatisticKey, Accumulator<?>> joined = new LinkedHashMap<>();
    for (int t = 0; t < tasks.size(); t++) {
      for (int p = 0; p < tasks.get(t).parts().size(); p++) {
        ScanTask.Part part = tasks.get(t).parts().get(p);
        for (int a = 0; a < part.asked().size(); a++) {
          join(missing, part, part.asked().get(a), results.get(t).get(p).get(a), joined);
        }
      }
    }
    joined.forEach((key, pass) -> cache.answer(key, pass.result()));
  }

  @SuppressWarnings("unchecked")
  private static void join(
      Set<StatisticKey> missing,
      ScanTask.Part part,
      ScanTask.Asked asked,
      Accumulator<?> pass,
      Map<StatisticKey, Accumulator<?>> joined) {
    StatisticKey own = new StatisticKey(asked.operands(), part.tensor().name(), asked.scan());
    StatisticKey model = new StatisticKey(asked.operands(), StatisticKey.MODEL, asked.scan());
    boolean shared = missing.contains(own) && missing.contains(model);
    if (shared) {
      throw new IllegalStateException("Asked of a tensor and of the model: " + asked.scan());
    }
    StatisticKey key = missing.contains(own) ? own : model;
    Accumulator<Object> before = (Accumulator<Object>) joined.get(key);
    if (before == null) {
      joined.put(key, pass);
    } else {
      before.append((Accumulator<Object>) pass);
    }
  }

  /**
   * Returns one part for each tensor and set of chunks, whole tensors first cut where tasks need
   * it.
   */
  private List<ScanTask.Part> parts(Set<StatisticKey> missing) {
    Map<String, Map<OptionalInt, List<ScanTask.Asked>>> byTensor = new HashMap<>();
    for (StatisticKey key : missing) {
      TensorStatistic<?> scan = (TensorStatistic<?>) key.asked();
      ScanTask.Asked asked = new ScanTask.Asked(key.operands(), scan);
      for (TensorEntry tensor : merge.tensors()) {
        if (key.tensor().equals(StatisticKey.MODEL) || key.tensor().equals(tensor.name())) {
          byTensor
              .computeIfAbsent(tensor.name(), name -> new TreeMap<>(WHOLE_TENSOR_FIRST))
              .computeIfAbsent(scan.onlyChunk(), chunk -> new ArrayList<>())
              .add(asked);
        }
      }
    }
    List<ScanTask.Part> parts = new ArrayList<>();
    for (TensorEntry tensor : merge.tensors()) {
      int chunks = TensorShape.of(tensor.shape()).chunks();
      if (byTensor.containsKey(tensor.name()) && chunks > 0) {
        byTensor
            .get(tensor.name())
            .forEach(
                (only, asked) ->
                    parts.add(
                        only.isEmpty()
                            ? new ScanTask.Part(tensor, 0, chunks, asked)
                            : new ScanTask.Part(tensor, only.getAsInt(), 1, asked)));
      }
    }
    return parts;
  }

  private List<ScanTask> tasks(List<ScanTask.Part> parts) {
    long elements = parts.stream().mapToLong(ScanTask.Part::elements).sum();
    long target = Math.max(LEAST_TASK_ELEMENTS, elements / (3L * width) + 1);
    List<ScanTask> tasks = new ArrayList<>();
    List<ScanTask.Part> current = new ArrayList<>();
    long size = 0;
    for (ScanTask.Part part : parts) {
      long chunk = TensorShape.of(part.tensor().shape()).chunkElements();
      int step = (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2, target / chunk));
      for (int done = 0; done < part.chunks(); done += step) {
        int chunks = Math.min(step, part.chunks() - done);
        ScanTask.Part piece =
            new ScanTask.Part(part.tensor(), part.firstChunk() + done, chunks, part.asked());
        current.add(piece);
        size += piece.elements();
        if (size >= target) {
          tasks.add(new ScanTask(merge.parents(), List.copyOf(current)));
          current.clear();
          size = 0;
        }
      }
    }
    if (!current.isEmpty()) {
      tasks.add(new ScanTask(merge.parents(), List.copyOf(current)));
    }
    return tasks;
  }
}
