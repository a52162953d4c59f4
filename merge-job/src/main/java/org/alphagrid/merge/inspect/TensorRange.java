package org.alphagrid.merge.inspect;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.tensor.BlockMath;

/**
 * Names some elements of one tensor. Ranges are cut by size alone, so that sums over them do not
 * depend on how many executors there are.
 *
 * @param tensor its name
 * @param first index of the first element
 * @param count how many
 */
public record TensorRange(String tensor, long first, long count) implements Serializable {
  /** Most elements of one range. */
  static final long MOST_ELEMENTS = 1L << 24;

  private static final int BLOCK_ELEMENTS = 1 << 16;

  /** Cuts the tensors that all checkpoints have in one shape, ordered by name. */
  public static List<TensorRange> cut(List<Checkpoint> checkpoints) {
    List<TensorRange> ranges = new ArrayList<>();
    for (TensorEntry tensor : checkpoints.get(0).tensors()) {
      boolean common =
          checkpoints.stream()
              .map(checkpoint -> checkpoint.tensor(tensor.name()))
              .allMatch(other -> other != null && other.shape().equals(tensor.shape()));
      long elements = tensor.shape().elements();
      for (long first = 0; common && first < elements; first += MOST_ELEMENTS) {
        ranges.add(
            new TensorRange(tensor.name(), first, Math.min(MOST_ELEMENTS, elements - first)));
      }
    }
    return ranges;
  }

  /**
   * Reads the range of every checkpoint and adds it up.
   *
   * @param base the place of the base among them, or {@link TensorSums#NO_BASE}
   */
  public TensorSums sums(List<Checkpoint> checkpoints, int base) throws IOException {
    TensorSums sums = new TensorSums(checkpoints.size(), base);
    byte[] bytes = new byte[BLOCK_ELEMENTS * Double.BYTES];
    float[][] blocks = new float[checkpoints.size()][BLOCK_ELEMENTS];
    for (long done = 0; done < count; done += BLOCK_ELEMENTS) {
      int length = (int) Math.min(BLOCK_ELEMENTS, count - done);
      for (int c = 0; c < blocks.length; c++) {
        TensorEntry entry = checkpoints.get(c).tensor(tensor);
        int width = entry.dtype().bytes();
        checkpoints
            .get(c)
            .slice(entry, (first + done) * width, length * width)
            .get(bytes, 0, length * width);
        BlockMath.fastest().codec().decode(entry.dtype(), bytes, 0, blocks[c], length);
      }
      sums.add(blocks, first + done, length);
    }
    return sums;
  }
}
