package org.alphagrid.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.alphagrid.checkpoint.SafetensorsHeader;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.method.TensorShape;
import org.alphagrid.storage.AtOnce;
import org.alphagrid.storage.Storage;
import org.alphagrid.tensor.DType;
import org.apache.hadoop.fs.Path;

/**
 * Merges whole models into unfinished folders: a survey finds what kernels need to know, tasks of
 * about equal size merge and write, and what was written is read back. The bytes do not depend on
 * how the work was cut.
 */
public final class StoredMerge {
  /** Tasks are made this much smaller than an even share, so that the last ones end together. */
  private static final int TASKS_PER_WORKER = 4;

  private static final long LEAST_TASK_BYTES = 32L << 20;
  private static final long MOST_TASK_BYTES = 1L << 30;

  private final DType dtype;
  private final List<List<String>> shards;
  private final Workers workers;
  private final Map<String, TensorEntry> tensors = new TreeMap<>();
  private final Map<String, TensorMerger> mergers = new HashMap<>();
  private final List<TensorMerger> parts;

  /**
   * @param model whose parts together give every tensor once, each with as many merges as there are
   *     folders
   * @param shards names of the tensors of each shard file
   */
  public StoredMerge(MergedCheckpoint model, List<List<String>> shards, Workers workers) {
    this.parts = List.copyOf(model.parts());
    this.dtype = model.dtype();
    this.shards = shards;
    this.workers = workers;
    for (TensorMerger part : parts) {
      for (TensorEntry tensor : part.tensors()) {
        tensors.put(tensor.name(), tensor);
        mergers.put(tensor.name(), part);
      }
    }
  }

  /**
   * Completes a folder: index, configuration and whatever stands beside the weights, everything but
   * the manifest.
   */
  @FunctionalInterface
  public interface Companions {
    /** Writes them. */
    void write(Path folder) throws IOException;
  }

  /**
   * Merges, writes, reads back.
   *
   * @param folders one for each merge; on the same file system
   * @return for each folder its tensors, ordered by name
   */
  public List<List<StoredTensor>> run(List<Path> folders, Companions companions)
      throws IOException {
    Map<String, Survey.Found> found = survey();
    List<MergeTask> tasks = new ArrayList<>();
    for (ShardTarget target : targets(folders)) {
      target.prepare();
      tasks.addAll(tasks(target, found, taskBytes(folders.size())));
    }
    if (!tasks.stream().allMatch(task -> task.target().isShared())) {
      // Whole files in any order: the largest first, so that none is begun when the rest is done.
      tasks.sort(Comparator.comparingLong(MergeTask::bytes).reversed());
    }
    List<Map<String, List<Written>>> written = new ArrayList<>();
    folders.forEach(folder -> written.add(new TreeMap<>()));
    List<ArrayList<ArrayList<Written>>> results;
    // Many small files, of which a merge knows nothing: written meanwhile.
    try (AtOnce beside = AtOnce.begin(folders, companions::write)) {
      results = workers.run("merge", tasks);
      beside.await();
    }
    for (int t = 0; t < tasks.size(); t++) {
      List<Integer> places = tasks.get(t).target().places();
      for (ArrayList<Written> piece : results.get(t)) {
        for (int f = 0; f < places.size(); f++) {
          written
              .get(places.get(f))
              .computeIfAbsent(piece.get(f).tensor(), name -> new ArrayList<>())
              .add(piece.get(f));
        }
      }
    }
    List<Map<String, String>> digests = new Verification(folders, shards, workers).run(written);
    List<List<StoredTensor>> stored = new ArrayList<>();
    for (int f = 0; f < folders.size(); f++) {
      stored.add(stored(digests.get(f), written.get(f)));
    }
    return stored;
  }

  /**
   * Merges everything and keeps nothing but checksums: what a merge costs without a disk.
   *
   * @param merges how many there are
   * @return the checksum of each merge's checksums, in their order
   */
  public List<Long> rehearse(int merges) throws IOException {
    Map<String, Survey.Found> found = survey();
    List<MergeTask> tasks = new ArrayList<>();
    for (ShardTarget target : ShardTarget.nowhere(merges, shards, dtype, tensors)) {
      tasks.addAll(tasks(target, found, taskBytes(merges)));
    }
    List<CRC32C> checksums = new ArrayList<>();
    for (int m = 0; m < merges; m++) {
      checksums.add(new CRC32C());
    }
    for (ArrayList<ArrayList<Written>> pieces : workers.run("rehearse", tasks)) {
      for (ArrayList<Written> piece : pieces) {
        for (int m = 0; m < merges; m++) {
          checksums.get(m).update(Long.toHexString(piece.get(m).checksum()).getBytes(UTF_8));
        }
      }
    }
    return checksums.stream().map(CRC32C::getValue).toList();
  }

  /**
   * What a merge will take.
   *
   * @param tasks about how many
   * @param readBytes of the parents, each once
   * @param writtenBytes of all results
   */
  public record Cost(int tasks, long readBytes, long writtenBytes) {}

  /**
   * What a merge into folders would take, as far as that is known before a survey.
   *
   * @param folders as in {@link #run}; nothing is written
   */
  public Cost cost(List<Path> folders) throws IOException {
    long read = 0;
    long written = 0;
    Map<String, Survey.Found> nothing = new HashMap<>();
    for (TensorEntry tensor : tensors.values()) {
      read += tensor.bytes() * mergers.get(tensor.name()).parents().size();
      written += tensor.shape().elements() * dtype.bytes() * folders.size();
      nothing.put(tensor.name(), new Survey.Found(Map.of(), false, 0));
    }
    int tasks = 0;
    for (ShardTarget target : targets(folders)) {
      tasks += tasks(target, nothing, taskBytes(folders.size())).size();
    }
    return new Cost(tasks, read, written);
  }

  private Map<String, Survey.Found> survey() throws IOException {
    Map<String, Survey.Found> found = new HashMap<>();
    for (TensorMerger part : parts) {
      found.putAll(part.survey(workers));
    }
    found.entrySet().stream()
        .filter(entry -> entry.getValue().wholeTensor())
        .max(Comparator.comparingLong(entry -> entry.getValue().wholeBytes()))
        .ifPresent(this::noteHeap);
    return found;
  }

  /** Said before anything is merged, because it is the larger tensors that come to grief. */
  private void noteHeap(Map.Entry<String, Survey.Found> largest) {
    workers.note(
        "some tensors are merged whole: '%s' %s takes about %d MB of a worker's heap (this JVM has %d MB), times the tasks it runs at once"
            .formatted(
                largest.getKey(),
                tensors.get(largest.getKey()).shape(),
                (largest.getValue().wholeBytes() >> 20) + 1,
                Runtime.getRuntime().maxMemory() >> 20));
  }

  /** Local files are filled in by all tasks; elsewhere each task has files of its own. */
  private List<ShardTarget> targets(List<Path> folders) throws IOException {
    boolean local = Storage.localFile(folders.get(0)) != null;
    ShardTarget.Kind kind = local ? ShardTarget.Kind.FILLED : ShardTarget.Kind.APPENDED;
    List<String> names = folders.stream().map(Path::toString).toList();
    List<List<Integer>> groups =
        local ? List.of(IntStream.range(0, names.size()).boxed().toList()) : groups();
    List<ShardTarget> targets = new ArrayList<>();
    for (int s = 0; s < shards.size(); s++) {
      List<ShardTarget.Held> held = ShardTarget.held(shards.get(s), dtype, tensors);
      String file = HuggingFaceFiles.shardName(s, shards.size());
      for (List<Integer> places : groups) {
        List<String> members = places.stream().map(names::get).toList();
        targets.add(new ShardTarget(members, places, file, held, kind));
      }
    }
    return targets;
  }

  private List<List<Integer>> groups() {
    // Whoever makes a model of several parts makes one model.
    TensorMerger all = parts.get(0);
    List<Integer> reads = new ArrayList<>();
    for (BoundMerge merge : all.merges()) {
      reads.add(merge.operands().models().size() + (merge.operands().base() < 0 ? 0 : 1));
    }
    return FolderGroups.of(reads, all.parents().size(), shards.size(), workers.width());
  }

  private List<MergeTask> tasks(ShardTarget target, Map<String, Survey.Found> found, long most) {
    SafetensorsHeader header = target.header();
    long dataStart = header.encode().length;
    List<MergeTask> tasks = new ArrayList<>();
    List<Piece> current = new ArrayList<>();
    long size = 0;
    for (TensorEntry out : header.tensors()) {
      TensorEntry tensor = tensors.get(out.name());
      long elements = tensor.shape().elements();
      boolean cut = target.isShared() && elements > 0 && !found.get(out.name()).wholeTensor();
      for (long from = 0; from < elements; ) {
        long to = cut ? end(tensor, from, most - size, target.folders().size()) : elements;
        long position = dataStart + out.begin() + from * dtype.bytes();
        Piece piece = piece(tensor, from, to, target, found.get(out.name()), position);
        current.add(piece);
        size += piece.bytes(dtype, target.folders().size());
        if (size >= most && target.isShared()) {
          tasks.add(new MergeTask(dtype, target, List.copyOf(current)));
          current.clear();
          size = 0;
        }
        from = to;
      }
    }
    if (!current.isEmpty() || !target.isShared()) {
      tasks.add(new MergeTask(dtype, target, List.copyOf(current)));
    }
    return tasks;
  }

  /** How far a piece goes that fits into what is left of a task; one chunk at least. */
  private long end(TensorEntry tensor, long from, long left, int folders) {
    long chunk = TensorShape.of(tensor.shape()).chunkElements();
    long elementBytes = elementBytes(tensor, folders);
    long chunks = Math.max(1, left / (elementBytes * chunk));
    long rest = (tensor.shape().elements() - from + chunk - 1) / chunk;
    return Math.min(tensor.shape().elements(), from + Math.min(chunks, rest) * chunk);
  }

  private long elementBytes(TensorEntry tensor, int folders) {
    long parents = mergers.get(tensor.name()).parents().size();
    return parents * tensor.dtype().bytes() + (long) folders * dtype.bytes();
  }

  private Piece piece(
      TensorEntry tensor,
      long from,
      long to,
      ShardTarget target,
      Survey.Found known,
      long position) {
    TensorMerger merger = mergers.get(tensor.name());
    List<TensorMerge> all = merger.travelling(tensor);
    return new Piece(
        merger.parents().stream().map(ParentRef::of).toList(),
        tensor,
        from,
        to,
        target.places().stream().map(all::get).toList(),
        known.answers(),
        position);
  }

  private List<StoredTensor> stored(
      Map<String, String> digests, Map<String, List<Written>> written) {
    List<StoredTensor> stored = new ArrayList<>();
    for (TensorEntry tensor : tensors.values()) {
      TensorStatistics statistics = new TensorStatistics();
      written.getOrDefault(tensor.name(), List.of()).stream()
          .map(Written::statistics)
          .forEach(statistics::append);
      stored.add(
          new StoredTensor(
              tensor.name(), dtype, tensor.shape(), digests.get(tensor.name()), statistics));
    }
    return stored;
  }

  private long taskBytes(int folders) {
    long total = 0;
    for (TensorEntry tensor : tensors.values()) {
      total += tensor.shape().elements() * elementBytes(tensor, folders);
    }
    long share = total / ((long) TASKS_PER_WORKER * workers.width()) + 1;
    return Math.max(LEAST_TASK_BYTES, Math.min(MOST_TASK_BYTES, share));
  }
}
