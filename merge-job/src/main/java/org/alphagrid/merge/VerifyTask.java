package org.alphagrid.merge;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.CRC32C;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.checkpoint.WeightDigest;
import org.alphagrid.storage.Storage;
import org.apache.hadoop.fs.Path;

/**
 * Reads stored tensors back, compares them with what was written, digests them, and sees to it that
 * the file is on the disk and not only in memory.
 *
 * @param folder of the unfinished checkpoint, complete but for its manifest
 * @param file the shard
 * @param tensors some of the shard's
 * @param bytes of these tensors
 */
record VerifyTask(String folder, String file, List<Expected> tensors, long bytes)
    implements Work<TreeMap<String, String>> {
  /**
   * One tensor.
   *
   * @param runs what was written, in order
   */
  record Expected(String tensor, List<Run> runs) implements Serializable {}

  /** Some bytes and their CRC-32C. */
  record Run(long bytes, long checksum) implements Serializable {}

  /** The hexadecimal SHA-256 of each tensor's bytes, by name. */
  @Override
  public TreeMap<String, String> call() throws IOException {
    CompletableFuture<Void> synced = CompletableFuture.runAsync(this::sync);
    TreeMap<String, String> digests = new TreeMap<>();
    try (Checkpoint checkpoint = Checkpoint.open(new Path(folder))) {
      for (Expected expected : tensors) {
        digests.put(expected.tensor(), digest(checkpoint, expected));
      }
    }
    try {
      synced.join();
    } catch (CompletionException e) {
      throw new IOException("Cannot bring %s to the disk".formatted(new Path(folder, file)), e);
    }
    return digests;
  }

  private void sync() {
    try {
      Storage.sync(new Path(folder, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String digest(Checkpoint checkpoint, Expected expected) throws IOException {
    TensorEntry tensor = checkpoint.tensor(expected.tensor());
    MessageDigest sha256 = WeightDigest.sha256();
    long offset = 0;
    for (Run run : expected.runs()) {
      CRC32C checksum = new CRC32C();
      for (long end = offset + run.bytes(); offset < end; ) {
        int count = (int) Math.min(1 << 18, end - offset);
        ByteBuffer slice = checkpoint.slice(tensor, offset, count);
        checksum.update(slice.duplicate());
        sha256.update(slice);
        offset += count;
      }
      if (checksum.getValue() != run.checksum()) {
        throw new IOException(
            "Cannot publish %s: tensor '%s' in %s does not read back as it was written"
                .formatted(folder, expected.tensor(), file));
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
