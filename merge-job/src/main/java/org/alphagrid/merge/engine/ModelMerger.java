package org.alphagrid.merge.engine;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.method.Accumulator;
import org.alphagrid.merge.tensor.BlockMath;
import org.alphagrid.merge.tensor.DType;

/** Merges one point into memory, without touching a disk. */
public final class ModelMerger {
  private final ModelMerge merge;
  private final OpenParents parents;
  private final LocalTaskExecutor workers;

  /** Used again: what they hold would otherwise be made anew for each of many small tensors. */
  private final Queue<TensorMerger> idle = new ConcurrentLinkedQueue<>();

  private ModelMerger(ModelMerge merge, OpenParents parents, int threads) {
    this.merge = merge;
    this.parents = parents;
    this.workers = new LocalTaskExecutor(threads, ProgressListener.NONE);
  }

  /**
   * Holds a merged model and what identifies it.
   *
   * @param model its tensors, in direct buffers
   * @param digest of its weights, equal to that of the same point stored
   */
  public record Merged(LocalModel model, String digest) {}

  /**
   * Merges every tensor at one point; the bytes are those the merge job would store.
   *
   * @throws org.alphagrid.core.UserException when a parent holds a value that is not finite
   */
  public static Merged merge(ParentSet parents, MergePoint point, DType dtype) throws IOException {
    Map<String, ByteBuffer> buffers = new ConcurrentSkipListMap<>();
    MergedTensors into =
        (tensor, type) -> {
          ByteBuffer bytes =
              TensorBytes.allocate(tensor.name(), TensorEntry.byteCount(type, tensor.shape()));
          buffers.put(tensor.name(), bytes);
          return (block, count) -> bytes.put(block, 0, count);
        };
    String digest = merge(parents, point, dtype, into, 1, new ParentStatistics());
    Map<String, LocalTensor> tensors = new TreeMap<>();
    for (TensorEntry tensor : parents.tensors()) {
      TensorBytes bytes = new TensorBytes.InMemory(buffers.get(tensor.name()).flip());
      tensors.put(tensor.name(), new LocalTensor(tensor.name(), dtype, tensor.shape(), bytes));
    }
    return new Merged(new LocalModel(point.id(), parents.donor().config(), tensors), digest);
  }

  /**
   * Merges every tensor at one point into wherever it is to stay, several at once. The bytes are
   * those the merge job would store.
   *
   * @param threads how many tensors are merged at once
   * @param answers of earlier points of these parents; what this one needs beyond is added
   * @return the digest of the weights, equal to that of the same point stored
   * @throws org.alphagrid.core.UserException when a parent holds a value that is not finite
   */
  public static String merge(
      ParentSet parents,
      MergePoint point,
      DType dtype,
      MergedTensors into,
      int threads,
      ParentStatistics answers)
      throws IOException {
    ModelMerge merge = ModelMerge.of(parents, List.of(point), dtype);
    return new ModelMerger(merge, OpenParents.of(parents), threads).merge(into, answers);
  }

  private String merge(MergedTensors into, ParentStatistics answers) throws IOException {
    Map<String, StatisticPass.Found> found =
        new StatisticPass(merge, this::scan, workers.width(), answers.known()).of(merge.tensors());
    found.values().forEach(answers::add);
    // Whole tensors are large on the heap: one at a time.
    boolean whole = found.values().stream().anyMatch(StatisticPass.Found::wholeTensor);
    LocalTaskExecutor mergers = whole ? new LocalTaskExecutor(1, ProgressListener.NONE) : workers;
    List<TensorEntry> tensors = new ArrayList<>(merge.tensors());
    // The largest first, so that no thread is left with it when the others are done.
    tensors.sort(Comparator.comparingLong(TensorEntry::bytes).reversed());
    List<String> digests =
        mergers.run(
            "merge", tensors.stream().map(t -> piece(t, found.get(t.name()), into)).toList());
    WeightDigest digest = new WeightDigest();
    for (int i = 0; i < tensors.size(); i++) {
      TensorEntry tensor = tensors.get(i);
      digest.add(tensor.name(), merge.dtype(), tensor.shape(), digests.get(i));
    }
    return digest.value();
  }

  private Task<String> piece(TensorEntry tensor, StatisticPass.Found found, MergedTensors into) {
    return new Here<>() {
      @Override
      public String call() throws IOException {
        DigestingSink sink = new DigestingSink(into.open(tensor, merge.dtype()));
        long elements = tensor.shape().elements();
        if (elements > 0) {
          TensorMerger merger =
              Optional.ofNullable(idle.poll()).orElseGet(() -> new TensorMerger(merge, parents));
          merger.merge(tensor, 0, elements, found.answers(), List.of(Output.to(sink)));
          idle.add(merger);
        }
        return sink.value();
      }
    };
  }

  private List<ArrayList<ArrayList<Accumulator<?>>>> scan(List<ScanTask> tasks) throws IOException {
    List<Here<ArrayList<ArrayList<Accumulator<?>>>>> pieces = new ArrayList<>();
    for (ScanTask task : tasks) {
      pieces.add(
          new Here<>() {
            @Override
            public ArrayList<ArrayList<Accumulator<?>>> call() throws IOException {
              return task.run(new BlockReader(parents, BlockMath.fastest()));
            }
          });
    }
    return workers.run("statistics", pieces);
  }

  /** Work on open parents, which stays in this JVM. */
  private abstract static class Here<R extends Serializable> implements Task<R> {
    private static final long serialVersionUID = 1;

    @Override
    public long bytes() {
      return 0; // Nobody follows it.
    }
  }
}
