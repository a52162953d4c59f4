package org.alphagrid.merge;

import java.io.IOException;
import java.util.List;
import org.alphagrid.checkpoint.TensorEntry;

/** Streams tensors of the parents, block by block, decoded to float32. */
final class TensorBlocks {
  /** Elements of a block, or nearly so where blocks must hold whole rows. */
  static final int BLOCK_ELEMENTS = 1 << 16;

  private final ParentReader[] readers;

  /** Takes the blocks of a tensor. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param parents elements by parent, null for those not asked for; reused afterwards
     * @param first flat index of the first element
     */
    void accept(float[][] parents, long first, int count) throws IOException;
  }

  TensorBlocks(List<Parent> parents) {
    readers = new ParentReader[parents.size()];
    for (int p = 0; p < readers.length; p++) {
      readers[p] = new ParentReader(parents.get(p), BLOCK_ELEMENTS);
    }
  }

  /**
   * Visits every block of a tensor in order.
   *
   * @param wanted the parents to read
   * @param blockElements elements of every block but the last
   */
  void forEach(TensorEntry tensor, boolean[] wanted, int blockElements, Visitor visitor)
      throws IOException {
    long elements = tensor.shape().elements();
    float[][] blocks = new float[readers.length][];
    for (long first = 0; first < elements; first += blockElements) {
      int count = (int) Math.min(blockElements, elements - first);
      for (int p = 0; p < readers.length; p++) {
        blocks[p] = wanted[p] ? readers[p].read(tensor.name(), first, count) : null;
      }
      visitor.accept(blocks, first, count);
    }
  }

  /** The size of blocks that hold whole rows. */
  static int rowBlock(int rowLength) {
    return Math.max(1, BLOCK_ELEMENTS / rowLength) * rowLength;
  }
}
