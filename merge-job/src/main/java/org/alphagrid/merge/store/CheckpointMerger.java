package org.alphagrid.merge.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.alphagrid.core.storage.ParallelRequests;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.engine.MergeStatistics;
import org.alphagrid.merge.engine.ModelMerge;
import org.alphagrid.merge.engine.StatisticPass;
import org.alphagrid.merge.engine.TaskExecutor;
import org.alphagrid.merge.files.HuggingFaceFiles;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.StripedChecksum;
import org.apache.hadoop.fs.Path;

/**
 * Merges whole models into unfinished folders: statistics that kernels wait for are computed, tasks
 * of about equal size merge and write, and what was written is read back. The bytes do not depend
 * on how the work was cut.
 */
public final class CheckpointMerger {
  /** Less is not worth a stage of its own. */
  private static final long VERIFIED_BYTES = 256L << 20;

  private final DType dtype;
  private final List<List<String>> shards;
  private final TaskExecutor workers;
  private final Map<String, TensorEntry> tensors = new TreeMap<>();
  private final List<ModelMerge> parts;
  private final MergeTasks cut;

  /**
   * @param parts that together give every tensor once, each with as many merges as there are
   *     folders
   * @param shards names of the tensors of each shard file
   */
  public CheckpointMerger(List<ModelMerge> parts, List<List<String>> shards, TaskExecutor workers) {
    this.parts = List.copyOf(parts);
    this.dtype = parts.get(0).dtype();
    this.shards = shards;
    this.workers = workers;
    this.cut = new MergeTasks(parts, shards, workers.width());
    ModelMerge.tensors(parts).forEach(tensor -> tensors.put(tensor.name(), tensor));
  }

  /**
   * Completes a folder: index, configuration and whatever stands beside the weights, everything but
   * the manifest.
   */
  @FunctionalInterface
  public interface Companions {
    /** Writes all of them. */
    void write(Path folder) throws IOException;
  }

  /** Receives each folder as soon as it is complete, read back and on the disk. */
  @FunctionalInterface
  public interface Finished {
    /**
     * Takes it over.
     *
     * @param place of the folder in the list
     * @param tensors ordered by name
     */
    void accept(int place, List<StoredTensor> tensors) throws IOException;
  }

  /**
   * Merges, writes and verifies models.
   *
   * @param folders one for each merge; on the same file system
   * @return for each folder its tensors, ordered by name
   */
  public List<List<StoredTensor>> run(List<Path> folders, Companions companions)
      throws IOException {
    Map<Integer, List<StoredTensor>> stored = new ConcurrentSkipListMap<>();
    run(folders, companions, stored::put);
    return List.copyOf(stored.values());
  }

  /** Merges likewise; folders are passed on as they are finished, several at once. */
  public void run(List<Path> folders, Companions companions, Finished finished) throws IOException {
    Map<String, StatisticPass.Found> found = statistics();
    List<ShardTarget> targets = cut.targets(folders);
    for (ShardTarget target : targets) {
      target.prepare();
    }
    List<MergeTask> tasks = cut.tasks(targets, folders.size(), found);
    if (!tasks.stream().allMatch(task -> task.target().isShared())) {
      // Whole files in any order: the largest first, so that none is begun when the rest is done.
      tasks.sort(Comparator.comparingLong(MergeTask::bytes).reversed());
    }
    try (BackgroundFsync sync =
        BackgroundFsync.begin(HuggingFaceFiles.shardFiles(folders, shards.size()))) {
      verify(folders, merge(folders, tasks, companions), sync, finished);
    }
  }

  private List<Map<String, List<WrittenSlice>>> merge(
      List<Path> folders, List<MergeTask> tasks, Companions companions) throws IOException {
    List<Map<String, List<WrittenSlice>>> written = new ArrayList<>();
    folders.forEach(folder -> written.add(new TreeMap<>()));
    List<ArrayList<ArrayList<WrittenSlice>>> results;
    // Many small files, of which a merge knows nothing: written meanwhile.
    try (ParallelRequests beside = ParallelRequests.begin(folders, companions::write)) {
      results = workers.run("merge", tasks);
      beside.await();
    }
    for (int t = 0; t < tasks.size(); t++) {
      List<Integer> places = tasks.get(t).target().places();
      for (ArrayList<WrittenSlice> piece : results.get(t)) {
        for (int f = 0; f < places.size(); f++) {
          written
              .get(places.get(f))
              .computeIfAbsent(piece.get(f).tensor(), name -> new ArrayList<>())
              .add(piece.get(f));
        }
      }
    }
    return written;
  }

  /** Several small models together, large ones each by itself, so that one is soon there. */
  private void verify(
      List<Path> folders,
      List<Map<String, List<WrittenSlice>>> written,
      BackgroundFsync sync,
      Finished finished)
      throws IOException {
    long bytes = 0;
    for (TensorEntry tensor : tensors.values()) {
      bytes += tensor.shape().elements() * dtype.bytes();
    }
    int together = (int) Math.max(1, Math.min(folders.size(), VERIFIED_BYTES / (bytes + 1)));
    for (int from = 0; from < folders.size(); from += together) {
      int to = Math.min(folders.size(), from + together);
      List<Map<String, String>> digests =
          new Verification(folders.subList(from, to), shards, workers, sync)
              .run(written.subList(from, to));
      int first = from;
      ParallelRequests.run(
          IntStream.range(from, to).boxed().toList(),
          f -> finished.accept(f, stored(digests.get(f - first), written.get(f))));
    }
  }

  /**
   * Merges everything and keeps nothing but checksums: what a merge costs without a disk.
   *
   * @param merges how many there are
   * @return the checksum of each merge's checksums, in their order
   */
  public List<Long> rehearse(int merges) throws IOException {
    Map<String, StatisticPass.Found> found = statistics();
    List<MergeTask> tasks =
        cut.tasks(ShardTarget.nowhere(merges, shards, dtype, tensors), merges, found);
    List<StripedChecksum> checksums = new ArrayList<>();
    for (int m = 0; m < merges; m++) {
      checksums.add(new StripedChecksum());
    }
    for (ArrayList<ArrayList<WrittenSlice>> pieces : workers.run("rehearse", tasks)) {
      for (ArrayList<WrittenSlice> piece : pieces) {
        for (int m = 0; m < merges; m++) {
          byte[] text = Long.toHexString(piece.get(m).checksum()).getBytes(UTF_8);
          checksums.get(m).update(text, text.length);
        }
      }
    }
    return checksums.stream().map(StripedChecksum::value).toList();
  }

  /**
   * Estimates what a merge will take.
   *
   * @param tasks about how many
   * @param readBytes of the parents, each once
   * @param writtenBytes of all results
   */
  public record Cost(int tasks, long readBytes, long writtenBytes) {
    /** Costs nothing. */
    public static final Cost NONE = new Cost(0, 0, 0);

    /** Adds what another merge will take, done after this one. */
    public Cost plus(Cost other) {
      return new Cost(
          tasks + other.tasks, readBytes + other.readBytes, writtenBytes + other.writtenBytes);
    }
  }

  /**
   * Returns what a merge into folders would take, as far as that is known before statistics are
   * computed.
   *
   * @param folders as in {@link #run}; nothing is written
   */
  public Cost cost(List<Path> folders) throws IOException {
    long read = 0;
    long written = 0;
    Map<String, StatisticPass.Found> nothing = new HashMap<>();
    for (TensorEntry tensor : tensors.values()) {
      read += tensor.bytes() * cut.parents(tensor);
      written += tensor.shape().elements() * dtype.bytes() * folders.size();
      nothing.put(tensor.name(), new StatisticPass.Found(Map.of(), false, 0));
    }
    return new Cost(cut.tasks(cut.targets(folders), folders.size(), nothing).size(), read, written);
  }

  private Map<String, StatisticPass.Found> statistics() throws IOException {
    Map<String, StatisticPass.Found> found = new HashMap<>();
    for (ModelMerge part : parts) {
      found.putAll(StatisticPass.of(part, workers));
    }
    found.entrySet().stream()
        .filter(entry -> entry.getValue().wholeTensor())
        .max(Comparator.comparingLong(entry -> entry.getValue().wholeBytes()))
        .ifPresent(this::noteHeap);
    return found;
  }

  /** Reports the heap before anything is merged: large tensors may not fit in it. */
  private void noteHeap(Map.Entry<String, StatisticPass.Found> largest) {
    workers.note(
        "some tensors are merged whole: '%s' %s takes about %d MB of a worker's heap (this JVM has %d MB), times the tasks it runs at once"
            .formatted(
                largest.getKey(),
                tensors.get(largest.getKey()).shape(),
                (largest.getValue().wholeBytes() >> 20) + 1,
                Runtime.getRuntime().maxMemory() >> 20));
  }

  private List<StoredTensor> stored(
      Map<String, String> digests, Map<String, List<WrittenSlice>> written) {
    List<StoredTensor> stored = new ArrayList<>();
    for (TensorEntry tensor : tensors.values()) {
      MergeStatistics statistics = new MergeStatistics();
      written.getOrDefault(tensor.name(), List.of()).stream()
          .map(WrittenSlice::statistics)
          .forEach(statistics::append);
      stored.add(
          new StoredTensor(
              tensor.name(), dtype, tensor.shape(), digests.get(tensor.name()), statistics));
    }
    return stored;
  }
}
