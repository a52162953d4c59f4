package org.alphagrid.merge;

import java.io.IOException;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.checkpoint.CheckpointException;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.method.ParentRole;
import org.alphagrid.tensor.BlockCodec;

/** Reads one parent's blocks as float32 and refuses values that are not finite. */
final class ParentReader {
  private static final int EXPONENT_BITS = 0x7f800000;

  private final ParentRole role;
  private final Checkpoint checkpoint;
  private final BlockCodec codec;
  private final float[] block;

  ParentReader(ParentRole role, Checkpoint checkpoint, int blockElements) {
    this.role = role;
    this.checkpoint = checkpoint;
    this.codec = new BlockCodec(blockElements);
    this.block = new float[blockElements];
  }

  /** The elements from {@code first} on; the array is reused by the next call. */
  float[] read(String name, long first, int count) throws IOException {
    TensorEntry tensor = checkpoint.tensor(name);
    int width = tensor.dtype().bytes();
    codec.decode(
        tensor.dtype(), checkpoint.slice(tensor, first * width, count * width), block, count);
    requireFinite(name, first, count);
    return block;
  }

  private void requireFinite(String name, long first, int count) {
    // The largest magnitude's bits tell of any NaN or infinity without a branch per element.
    int largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Float.floatToRawIntBits(block[i]) & 0x7fffffff);
    }
    if (largest < EXPONENT_BITS) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(block[i])) {
        throw new CheckpointException(
            "Cannot merge tensor '%s': element %d of parent %s (%s) is %s"
                .formatted(name, first + i, role.key(), checkpoint.directory(), block[i]));
      }
    }
  }
}
