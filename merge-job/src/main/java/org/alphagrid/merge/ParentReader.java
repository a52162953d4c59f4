package org.alphagrid.merge;

import java.io.IOException;
import org.alphagrid.checkpoint.CheckpointException;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.tensor.BlockCodec;

/** Reads one parent's blocks as float32 and refuses values that are not finite. */
final class ParentReader {
  private static final int EXPONENT_BITS = 0x7f800000;

  private final Parent parent;
  private final int sliceElements;
  private final BlockCodec codec;
  private float[] block;

  /**
   * @param sliceElements most elements that are decoded at once
   */
  ParentReader(Parent parent, int sliceElements) {
    this.parent = parent;
    this.sliceElements = sliceElements;
    this.codec = new BlockCodec(sliceElements);
    this.block = new float[0];
  }

  /** The elements from {@code first} on; the array is reused by the next call. */
  float[] read(String name, long first, int count) throws IOException {
    if (block.length < count) {
      block = new float[count];
    }
    TensorEntry tensor = parent.tensor(name);
    int width = tensor.dtype().bytes();
    for (int done = 0; done < count; done += sliceElements) {
      int part = Math.min(sliceElements, count - done);
      var bytes = parent.checkpoint().slice(tensor, (first + done) * width, part * width);
      codec.decode(tensor.dtype(), bytes, block, done, part);
    }
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
                .formatted(
                    name, first + i, parent.name(), parent.checkpoint().directory(), block[i]));
      }
    }
  }
}
