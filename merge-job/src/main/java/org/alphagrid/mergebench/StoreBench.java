package org.alphagrid.mergebench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalInt;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.merge.HuggingFaceFiles;
import org.alphagrid.merge.StoredMerge;
import org.alphagrid.storage.Publisher;
import org.alphagrid.tensor.DType;

/**
 * Goal: a stored merge, from cached parents to the published folder, against copying a file of as
 * many bytes to the same disk with fsync. Old files are deleted and the disk is let settle before
 * each try, because a disk may be told of freed blocks at somebody else's expense.
 */
final class StoreBench {
  private static final long ONE_SHARD = 5_000_000_000L;
  private static final long SMALL_SHARDS = 1_000_000L;
  private static final int SYNCS = 3;
  private static final long SETTLE_MILLIS = 300;

  private final BenchParents parents;
  private final int tries;
  private final Path copy;
  private final Path out;

  StoreBench(BenchParents parents, int tries) {
    this.parents = parents;
    this.tries = tries;
    this.copy = parents.folder().resolve("copy");
    this.out = parents.folder().resolve("merged");
  }

  void run() throws IOException {
    Table.say("%n%-24s %8s %8s %8s %8s", "stored merge", "seconds", "copy", "ratio", "goal");
    parents.bulkRead(3);
    double copying = copy();
    for (String name : List.of("linear", "ties")) {
      double merging = merge(name, ONE_SHARD);
      copying = Math.min(copying, copy());
      say(name, merging, copying, "<= 1.3");
    }
    say("linear, 1 MB shards", merge("linear", SMALL_SHARDS), copying, "");
  }

  private static void say(String what, double merging, double copying, String goal) {
    Table.say("%-24s %8.3f %8.3f %8.2f %8s", what, merging, copying, merging / copying, goal);
  }

  private double merge(String name, long mostShardBytes) throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    StoredMerge merge = parents.stored(BenchParents.points(name, 1), mostShardBytes, cores);
    Path folder = parents.folder().resolve("_unfinished");
    double seconds =
        Measured.seconds(
            tries,
            this::settle,
            () -> {
              merge.run(
                  List.of(BenchParents.hadoop(folder)), path -> complete(path, mostShardBytes));
              Publisher.publishOnce(BenchParents.hadoop(folder), BenchParents.hadoop(out));
            });
    settle();
    return seconds;
  }

  private void complete(org.apache.hadoop.fs.Path folder, long mostShardBytes) throws IOException {
    HuggingFaceFiles.writeIndex(
        folder, parents.shards(mostShardBytes), parents.tensors(), DType.BF16);
    HuggingFaceFiles.writeCompanions(folder, parents.direct(), DType.BF16, OptionalInt.empty());
  }

  private double copy() throws IOException {
    double seconds =
        Measured.seconds(
            tries,
            this::settle,
            () -> {
              try (FileChannel from =
                      FileChannel.open(parents.folder().resolve("direct/" + Checkpoint.SINGLE));
                  FileChannel to = create(copy)) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
                while (from.read(buffer) >= 0) {
                  to.write(buffer.flip());
                  buffer.clear();
                }
                to.force(true);
              }
            });
    settle();
    return seconds;
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private void settle() throws IOException {
    Files.deleteIfExists(copy);
    BenchParents.delete(out);
    Path small = parents.folder().resolve("small");
    for (int i = 0; i < SYNCS; i++) {
      try (FileChannel file = create(small)) {
        file.write(ByteBuffer.wrap(new byte[1]));
        file.force(true);
      }
      Files.delete(small);
    }
    try {
      Thread.sleep(SETTLE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while measuring", e);
    }
  }
}
