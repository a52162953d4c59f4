package org.alphagrid.merge.store;

import java.io.IOException;
import java.io.Serializable;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.SafetensorsFile;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.TensorSpan;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.engine.Task;
import org.alphagrid.merge.tensor.StripedChecksum;
import org.apache.hadoop.fs.Path;

/**
 * Reads stored tensors back, compares them with what the kernels gave, and digests them. So the
 * digest is of what stands in the file: a part that was written elsewhere, twice or not at all is
 * found here.
 *
 * @param folder of the unfinished checkpoint, complete but for its manifest
 * @param shards what to read
 * @param opensAll whether the checkpoint is opened as a whole first, as its users will
 */
record VerifyTask(String folder, List<Shard> shards, boolean opensAll)
    implements Task<TreeMap<String, String>> {
  private static final int SLICE_BYTES = 1 << 16;

  /**
   * Names some tensors of one file.
   *
   * @param file its name
   */
  record Shard(String file, List<Expected> tensors) implements Serializable {}

  /**
   * Describes what is expected of one tensor.
   *
   * @param runs what was written, in order
   */
  record Expected(String tensor, List<Run> runs) implements Serializable {
    long bytes() {
      return runs.stream().mapToLong(Run::bytes).sum();
    }
  }

  /** Holds a number of bytes and their {@link StripedChecksum}. */
  record Run(long bytes, long checksum) implements Serializable {}

  @Override
  public long bytes() {
    return shards.stream()
        .flatMap(shard -> shard.tensors().stream())
        .mapToLong(Expected::bytes)
        .sum();
  }

  /** Returns the hexadecimal SHA-256 of each tensor's bytes, by name. */
  @Override
  public TreeMap<String, String> call() throws IOException {
    if (opensAll) {
      Checkpoint.open(new Path(folder)).close();
    }
    TreeMap<String, String> digests = new TreeMap<>();
    for (Shard shard : shards) {
      try (SafetensorsFile file = SafetensorsFile.open(new Path(folder, shard.file()))) {
        file.expect(
            shard.tensors().stream().map(t -> TensorSpan.whole(file.tensor(t.tensor()))).toList());
        for (Expected expected : shard.tensors()) {
          digests.put(expected.tensor(), digest(file, expected));
        }
      }
    }
    return digests;
  }

  private String digest(SafetensorsFile file, Expected expected) throws IOException {
    TensorEntry tensor = file.tensor(expected.tensor());
    MessageDigest sha256 = WeightDigest.sha256();
    byte[] read = new byte[(int) Math.min(SLICE_BYTES, expected.bytes())];
    long offset = 0;
    for (Run run : expected.runs()) {
      StripedChecksum checksum = new StripedChecksum();
      for (long end = offset + run.bytes(); offset < end; ) {
        int count = (int) Math.min(SLICE_BYTES, end - offset);
        file.slice(tensor, offset, count).get(read, 0, count);
        checksum.update(read, count);
        sha256.update(read, 0, count);
        offset += count;
      }
      if (checksum.value() != run.checksum()) {
        throw new IOException(
            "Cannot publish %s: tensor '%s' in %s does not read back as it was written"
                .formatted(folder, expected.tensor(), file.path().getName()));
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
