package org.alphagrid.merge.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.SafetensorsHeader;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.engine.ModelMerge;
import org.alphagrid.merge.engine.StatisticPass;
import org.alphagrid.merge.files.HuggingFaceFiles;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.tensor.DType;
import org.apache.hadoop.fs.Path;

/** Cuts the merge of whole models: shard files to be written, and tasks of about equal size. */
final class MergeTasks {
  /** Tasks are made this much smaller than an even share, so that the last ones end together. */
  private static final int TASKS_PER_WORKER = 4;

  private static final long LEAST_TASK_BYTES = 32L << 20;
  private static final long MOST_TASK_BYTES = 1L << 30;

  private final List<ModelMerge> parts;
  private final DType dtype;
  private final List<List<String>> shards;
  private final int width;
  private final Map<String, TensorEntry> tensors = new TreeMap<>();
  private final Map<String, ModelMerge> merges = new HashMap<>();

  /**
   * @param parts that together give every tensor once
   * @param shards names of the tensors of each shard file
   * @param width how many tasks are done at once
   */
  MergeTasks(List<ModelMerge> parts, List<List<String>> shards, int width) {
    this.parts = List.copyOf(parts);
    this.dtype = parts.get(0).dtype();
    this.shards = shards;
    this.width = width;
    for (ModelMerge part : parts) {
      for (TensorEntry tensor : part.tensors()) {
        tensors.put(tensor.name(), tensor);
        merges.put(tensor.name(), part);
      }
    }
  }

  /** Returns how many parents a tensor is read from. */
  int parents(TensorEntry tensor) {
    return merges.get(tensor.name()).parents().size();
  }

  /** Local files are filled in by all tasks; elsewhere each task has files of its own. */
  List<ShardTarget> targets(List<Path> folders) throws IOException {
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
    ModelMerge all = parts.get(0);
    List<Integer> reads = all.merges().stream().map(merge -> merge.operands().count()).toList();
    return FolderGroups.of(reads, all.parents().size(), shards.size(), width);
  }

  /**
   * Cuts the merge into tasks.
   *
   * @param targets every shard of every folder
   * @param folders how many there are
   * @param found by the statistics pass
   */
  List<MergeTask> tasks(
      List<ShardTarget> targets, int folders, Map<String, StatisticPass.Found> found) {
    long most = taskBytes(folders);
    List<MergeTask> tasks = new ArrayList<>();
    targets.forEach(target -> tasks.addAll(tasks(target, found, most)));
    return tasks;
  }

  private List<MergeTask> tasks(
      ShardTarget target, Map<String, StatisticPass.Found> found, long most) {
    SafetensorsHeader header = target.header();
    long dataStart = header.encode().length;
    List<MergeTask> tasks = new ArrayList<>();
    List<TensorSlice> current = new ArrayList<>();
    long size = 0;
    for (TensorEntry out : header.tensors()) {
      TensorEntry tensor = tensors.get(out.name());
      long elements = tensor.shape().elements();
      boolean cut = target.isShared() && elements > 0 && !found.get(out.name()).wholeTensor();
      for (long from = 0; from < elements; ) {
        long to = cut ? end(tensor, from, most - size, target.folders().size()) : elements;
        long position = dataStart + out.begin() + from * dtype.bytes();
        ModelMerge merge = merges.get(tensor.name()).of(tensor, target.places());
        TensorSlice piece =
            new TensorSlice(merge, from, to, found.get(out.name()).answers(), position);
        current.add(piece);
        size += piece.bytes();
        if (size >= most && target.isShared()) {
          tasks.add(new MergeTask(target, List.copyOf(current)));
          current.clear();
          size = 0;
        }
        from = to;
      }
    }
    if (!current.isEmpty() || !target.isShared()) {
      tasks.add(new MergeTask(target, List.copyOf(current)));
    }
    return tasks;
  }

  /** Returns how far a piece goes that fits into what is left of a task; one chunk at least. */
  private long end(TensorEntry tensor, long from, long left, int folders) {
    long chunk = TensorShape.of(tensor.shape()).chunkElements();
    long elementBytes = elementBytes(tensor, folders);
    long chunks = Math.max(1, left / (elementBytes * chunk));
    long rest = (tensor.shape().elements() - from + chunk - 1) / chunk;
    return Math.min(tensor.shape().elements(), from + Math.min(chunks, rest) * chunk);
  }

  private long elementBytes(TensorEntry tensor, int folders) {
    return (long) parents(tensor) * tensor.dtype().bytes() + (long) folders * dtype.bytes();
  }

  private long taskBytes(int folders) {
    long total = 0;
    for (TensorEntry tensor : tensors.values()) {
      total += tensor.shape().elements() * elementBytes(tensor, folders);
    }
    long share = total / ((long) TASKS_PER_WORKER * width) + 1;
    return Math.max(LEAST_TASK_BYTES, Math.min(MOST_TASK_BYTES, share));
  }
}
