package org.alphagrid.merge.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.alphagrid.merge.engine.TaskExecutor;
import org.alphagrid.merge.files.HuggingFaceFiles;
import org.apache.hadoop.fs.Path;

/**
 * Verifies what was written: every byte is read back, compared by a checksum with what the kernels
 * gave and digested by SHA-256, and meanwhile the files are brought to the disk.
 *
 * <p>The bytes are read back from the page cache. That proves that the file was put together as
 * planned and that the digest is of what it holds; that the disk has taken it is what {@code fsync}
 * says. A tensor is digested by one thread, because its digest is the plain SHA-256 that other
 * tools compute too; so large tensors go first.
 */
final class Verification {
  private static final long LEAST_TASK_BYTES = 8L << 20;
  private static final long MOST_TASK_BYTES = 1L << 30;
  private static final int TASKS_PER_WORKER = 8;

  private final List<Path> folders;
  private final List<List<String>> shards;
  private final TaskExecutor workers;
  private final BackgroundFsync sync;

  /**
   * @param shards names of the tensors of each shard file of every folder
   * @param sync brings the files to the disk
   */
  Verification(
      List<Path> folders, List<List<String>> shards, TaskExecutor workers, BackgroundFsync sync) {
    this.folders = folders;
    this.shards = shards;
    this.workers = workers;
    this.sync = sync;
  }

  /**
   * Verifies what was written.
   *
   * @param written of each folder, by tensor, in order
   * @return the hexadecimal SHA-256 of each folder's tensors, by name
   */
  List<Map<String, String>> run(List<Map<String, List<WrittenSlice>>> written) throws IOException {
    ExecutorService background = Executors.newSingleThreadExecutor();
    try {
      Future<Void> synced =
          background.submit(
              () -> {
                sync.complete(HuggingFaceFiles.shardFiles(folders, shards.size()));
                return null;
              });
      List<Map<String, String>> digests = digests(written);
      synced.get();
      return digests;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while merging", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      background.shutdownNow();
    }
  }

  private List<Map<String, String>> digests(List<Map<String, List<WrittenSlice>>> written)
      throws IOException {
    long total = 0;
    for (Map<String, List<WrittenSlice>> folder : written) {
      for (List<WrittenSlice> parts : folder.values()) {
        total += parts.stream().mapToLong(WrittenSlice::bytes).sum();
      }
    }
    long share = total / ((long) TASKS_PER_WORKER * workers.width()) + 1;
    long most = Math.max(LEAST_TASK_BYTES, Math.min(MOST_TASK_BYTES, share));
    List<VerifyTask> tasks = new ArrayList<>();
    for (int f = 0; f < folders.size(); f++) {
      tasks.addAll(tasks(folders.get(f), written.get(f), most));
    }
    tasks.sort(Comparator.comparingLong(VerifyTask::bytes).reversed());
    List<TreeMap<String, String>> results = workers.run("verify", tasks);
    Map<String, Map<String, String>> digests = new HashMap<>();
    for (int t = 0; t < tasks.size(); t++) {
      digests
          .computeIfAbsent(tasks.get(t).folder(), folder -> new HashMap<>())
          .putAll(results.get(t));
    }
    return folders.stream().map(folder -> digests.get(folder.toString())).toList();
  }

  /** Whole tensors, in tasks of some bytes or of one tensor. */
  private List<VerifyTask> tasks(Path folder, Map<String, List<WrittenSlice>> written, long most) {
    List<VerifyTask> tasks = new ArrayList<>();
    List<VerifyTask.Shard> current = new ArrayList<>();
    long bytes = 0;
    for (int s = 0; s < shards.size(); s++) {
      String file = HuggingFaceFiles.shardName(s, shards.size());
      List<VerifyTask.Expected> tensors = new ArrayList<>();
      for (String name : shards.get(s)) {
        VerifyTask.Expected tensor = expected(name, written.getOrDefault(name, List.of()));
        if (bytes > 0 && bytes + tensor.bytes() > most) {
          if (!tensors.isEmpty()) {
            current.add(new VerifyTask.Shard(file, List.copyOf(tensors)));
          }
          tasks.add(new VerifyTask(folder.toString(), List.copyOf(current), tasks.isEmpty()));
          current.clear();
          tensors.clear();
          bytes = 0;
        }
        tensors.add(tensor);
        bytes += tensor.bytes();
      }
      current.add(new VerifyTask.Shard(file, List.copyOf(tensors)));
    }
    tasks.add(new VerifyTask(folder.toString(), List.copyOf(current), tasks.isEmpty()));
    return tasks;
  }

  private static VerifyTask.Expected expected(String name, List<WrittenSlice> parts) {
    return new VerifyTask.Expected(
        name,
        parts.stream().map(part -> new VerifyTask.Run(part.bytes(), part.checksum())).toList());
  }
}
