package org.alphagrid.bench.merge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.alphagrid.bench.BenchOutput;
import org.alphagrid.core.storage.Publisher;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.files.CompanionFiles;
import org.alphagrid.merge.files.HuggingFaceFiles;
import org.alphagrid.merge.files.MergedConfig;
import org.alphagrid.merge.store.CheckpointMerger;
import org.alphagrid.merge.tensor.DType;

/**
 * Measures a stored merge, from cached parents to the published folder, against copying a file of
 * as many bytes to the same disk with fsync.
 *
 * <p>Both are tried in turn from the same state. Old files are deleted, the disk is left to trim
 * the freed blocks, which would slow down the action timed next, and the parents are read.
 */
final class StoreBench {
  private static final long SMALL_SHARDS = 1_000_000L;
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int LEAST_TRIES = 5;
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int SYNCS = 3;
  private static final long SETTLE_MILLIS = 300;

  private final BenchParents parents;
  private final int tries;
  private final Path copy;
  private final Path out;

  StoreBench(BenchParents parents, int tries) {
    this.parents = parents;
    this.tries = Math.max(LEAST_TRIES, tries);
    this.copy = parents.folder().resolve("copy");
    this.out = parents.folder().resolve("merged");
  }

  void run() throws IOException {
    BenchOutput.say(
        "%n%-24s %8s %8s %8s %15s %8s",
        "stored merge", "seconds", "copy", "ratio", "least to most", "goal");
    row("linear", "linear", BenchParents.ONE_SHARD, "<= 1.3");
    row("linear, 1 MB shards", "linear", SMALL_SHARDS, "");
    row("ties", "ties", BenchParents.ONE_SHARD, "");
    CheckpointMerger merge = parents.stored(parents.points("linear", 1), 1, CORES);
    BenchOutput.say(
        "beside it: linear, nothing stored %.3f s; SHA-256 of its bytes %.3f s; on %d cores",
        Measurement.seconds(tries, () -> merge.rehearse(1)),
        Measurement.seconds(tries, () -> WeightDigest.ofTensors(parents.direct())),
        CORES);
  }

  private void row(String what, String method, long mostShardBytes, String goal)
      throws IOException {
    StageTimes times = new StageTimes();
    CheckpointMerger merge =
        parents.stored(parents.points(method, 1), mostShardBytes, CORES, times);
    settle();
    merge(merge, mostShardBytes);
    times.clear();
    RatioPairs pairs =
        RatioPairs.of(tries, this::settle, () -> merge(merge, mostShardBytes), this::copyWithSync);
    settle();
    double[] ratios = pairs.ratios();
    BenchOutput.say(
        "%-24s %8.3f %8.3f %8.2f %7.2f %7.2f %8s",
        what,
        RatioPairs.median(pairs.first()),
        RatioPairs.median(pairs.second()),
        RatioPairs.median(ratios),
        ratios[0],
        ratios[ratios.length - 1],
        goal);
    BenchOutput.say(
        "  of it: statistics %.3f, merge and write %.3f, read back and digest %.3f",
        times.median("statistics"), times.median("merge"), times.median("verify"));
  }

  private void merge(CheckpointMerger merge, long mostShardBytes) throws IOException {
    Path folder = parents.folder().resolve("_unfinished");
    merge.run(List.of(BenchParents.hadoop(folder)), path -> complete(path, mostShardBytes));
    Publisher.publishOnce(BenchParents.hadoop(folder), BenchParents.hadoop(out));
  }

  private void complete(org.apache.hadoop.fs.Path folder, long mostShardBytes) throws IOException {
    HuggingFaceFiles.writeIndex(
        folder, parents.shards(mostShardBytes), parents.tensors(), DType.BF16);
    MergedConfig config = MergedConfig.of(parents.direct(), DType.BF16, parents.tensors());
    CompanionFiles.of(parents.direct(), config).write(folder);
  }

  private void copyWithSync() throws IOException {
    try (FileChannel from =
            FileChannel.open(parents.folder().resolve("direct/" + Checkpoint.SINGLE));
        FileChannel to = create(copy)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
      while (from.read(buffer) >= 0) {
        to.write(buffer.flip());
        buffer.clear();
      }
      to.force(true);
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private void settle() throws IOException {
    Files.deleteIfExists(copy);
    BenchParents.delete(out);
    parents.bulkRead(BenchParents.COUNT);
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
