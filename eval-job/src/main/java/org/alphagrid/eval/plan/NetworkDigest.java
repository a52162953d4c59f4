package org.alphagrid.eval.plan;

import java.io.IOException;
import org.alphagrid.core.digest.ContentDigest;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.apache.hadoop.fs.Path;

/**
 * Names what a checkpoint's config.json makes of its weights, so that samples of a config that was
 * edited are not taken for those of another. Keys that change nothing do not count.
 */
final class NetworkDigest {
  private NetworkDigest() {}

  /**
   * @param directory of the checkpoint
   */
  static String of(Path directory) throws IOException {
    Path file = new Path(directory, Checkpoint.CONFIG);
    // Every record below a decoder's description writes out its numbers.
    String description =
        ModelConfig.parse(file.toString(), Storage.readText(file)).describe().toString();
    return new ContentDigest().add("network", description).hex();
  }
}
