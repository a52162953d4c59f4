package org.alphagrid.merge.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.TensorSpan;
import org.alphagrid.merge.method.ParentBlock;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.tensor.BlockCodec;
import org.alphagrid.merge.tensor.BlockMath;
import org.alphagrid.merge.tensor.DType;

/**
 * Reads tensors of the parents, window by window, and refuses values that are not finite. Within a
 * window, small blocks are decoded to float32 when a kernel reads them; so the arithmetic on a
 * block stays in the processor's nearest cache.
 */
final class BlockReader {
  /** Elements of a block, or nearly so where blocks must hold whole rows. */
  static final int BLOCK_ELEMENTS = 1 << 13;

  /** Most elements read at once, or nearly so. */
  static final int WINDOW_ELEMENTS = 1 << 15;

  /** What all results of a window may hold together, so that they stay in the second cache. */
  private static final int RESULT_ELEMENTS = 1 << 17;

  private final BlockCodec codec;
  private final OpenParents parents;
  private final TensorEntry[] tensors;
  private final DType[] dtypes;
  private final byte[][] raw;
  private final float[][] decoded;
  private final boolean[] isDecoded;
  private final boolean[] isChecked;
  private String tensorName;
  private long windowFirst;
  private long resultFirst;
  private int windowLength;
  private long first;
  private int count;

  /** Takes what is read; everything is reused afterwards. */
  interface Visitor {
    /** The next block, see the reader's methods; chunks end where blocks end. */
    void block() throws IOException;

    /** After the last block of a window of results. */
    default void endWindow(long first, int count) throws IOException {}

    /** After the last block of a chunk. */
    default void endChunk() {}
  }

  BlockReader(OpenParents parents, BlockMath math) {
    this.codec = math.codec();
    this.parents = parents;
    int size = parents.size();
    tensors = new TensorEntry[size];
    dtypes = new DType[size];
    raw = new byte[size][0];
    decoded = new float[size][0];
    isDecoded = new boolean[size];
    isChecked = new boolean[size];
  }

  /**
   * Visits some chunks of a tensor in order.
   *
   * @param wanted the parents to read
   * @param from first element, where a chunk begins
   * @param to behind the last element, where a chunk ends
   * @param wholeRows whether blocks hold whole rows
   * @param results what is made of a window at the same time, see {@link #windowElements}
   */
  void forEach(
      TensorEntry tensor,
      boolean[] wanted,
      long from,
      long to,
      boolean wholeRows,
      int results,
      Visitor visitor)
      throws IOException {
    TensorShape shape = TensorShape.of(tensor.shape());
    for (int p = 0; p < tensors.length; p++) {
      tensors[p] = wanted[p] ? parents.tensor(p, tensor.name()) : null;
      if (tensors[p] != null && from < to) {
        long width = tensors[p].dtype().bytes();
        TensorSpan span = new TensorSpan(tensors[p], from * width, (to - from) * width);
        parents.checkpoints().get(p).expect(List.of(span));
      }
    }
    for (long chunk = from; chunk < to; chunk += shape.chunkElements()) {
      long end = Math.min(to, chunk + shape.chunkElements());
      int window = windowElements(shape, wholeRows, 1);
      for (long start = chunk; start < end; start += window) {
        int length = (int) Math.min(window, end - start);
        read(tensor.name(), start, length);
        visit(shape, wholeRows, results, visitor);
      }
      visitor.endChunk();
    }
  }

  private void visit(TensorShape shape, boolean wholeRows, int results, Visitor visitor)
      throws IOException {
    int block = blockElements(shape, wholeRows);
    int window = windowElements(shape, wholeRows, results);
    for (int from = 0; from < windowLength; from += window) {
      int to = Math.min(windowLength, from + window);
      resultFirst = windowFirst + from;
      for (int done = from; done < to; done += block) {
        first = windowFirst + done;
        count = Math.min(block, to - done);
        java.util.Arrays.fill(isDecoded, false);
        visitor.block();
      }
      visitor.endWindow(resultFirst, to - from);
    }
  }

  /** Returns the size of blocks. */
  static int blockElements(TensorShape shape, boolean wholeRows) {
    int row = shape.rowLength();
    return wholeRows ? Math.max(1, BLOCK_ELEMENTS / row) * row : BLOCK_ELEMENTS;
  }

  /**
   * Returns the elements of every window but the last of a chunk: whole blocks, fewer where they
   * make more. Parents are read in windows for one result, whatever their number: short reads are
   * slow.
   */
  static int windowElements(TensorShape shape, boolean wholeRows, int results) {
    int block = blockElements(shape, wholeRows);
    int most = Math.min(WINDOW_ELEMENTS, RESULT_ELEMENTS / Math.max(1, results));
    return Math.max(1, most / block) * block;
  }

  private void read(String name, long start, int length) throws IOException {
    tensorName = name;
    windowFirst = start;
    windowLength = length;
    for (int p = 0; p < raw.length; p++) {
      TensorEntry tensor = tensors[p];
      if (tensor == null) {
        continue;
      }
      int width = tensor.dtype().bytes();
      dtypes[p] = tensor.dtype();
      if (raw[p].length < length * width) {
        raw[p] = new byte[Math.max(length, WINDOW_ELEMENTS) * width];
      }
      int slice = Checkpoint.maxSliceBytes();
      for (int done = 0; done < length * width; done += slice) {
        int part = Math.min(slice, length * width - done);
        ByteBuffer bytes = parents.checkpoints().get(p).slice(tensor, start * width + done, part);
        bytes.get(raw[p], done, part);
      }
    }
    java.util.Arrays.fill(isChecked, false);
  }

  /**
   * Refuses a parent's window that holds a value that is not finite. Decoding asks for it;
   * arithmetic on stored elements sees it in its results.
   */
  void requireFinite(int p) {
    if (!isChecked[p] && !codec.allFinite(dtypes[p], raw[p], 0, windowLength)) {
      throw notFinite(p, windowFirst, windowLength);
    }
    isChecked[p] = true;
  }

  private UserException notFinite(int p, long start, int length) {
    float[] values = new float[length];
    codec.decode(dtypes[p], raw[p], 0, values, length);
    int i = 0;
    while (codec.allFinite(dtypes[p], raw[p], i * dtypes[p].bytes(), 1)) {
      i++;
    }
    return new UserException(
        "Cannot merge tensor '%s': element %d of parent %s (%s) is %s"
            .formatted(
                tensorName,
                start + i,
                parents.parents().get(p).name(),
                parents.checkpoints().get(p).directory(),
                values[i]));
  }

  /** Counts the parents. */
  int parentCount() {
    return parents.size();
  }

  /** Flat index of the block's first element. */
  long first() {
    return first;
  }

  /** Returns the number of elements of the block. */
  int count() {
    return count;
  }

  /** Returns where the block stands in the parents' window, in elements. */
  int place() {
    return (int) (first - windowFirst);
  }

  /** Returns where the block stands in the results' window, in elements. */
  int resultPlace() {
    return (int) (first - resultFirst);
  }

  /** Returns a parent's element type in the current tensor. */
  DType dtype(int parent) {
    return dtypes[parent];
  }

  /** Returns a parent's bytes of the whole window. */
  byte[] raw(int parent) {
    return raw[parent];
  }

  /** Returns a parent's block as float32. */
  float[] floats(int parent) {
    if (decoded[parent].length < count) {
      decoded[parent] = new float[Math.max(count, BLOCK_ELEMENTS)];
    }
    if (!isDecoded[parent]) {
      requireFinite(parent);
      DType dtype = dtypes[parent];
      codec.decode(dtype, raw[parent], place() * dtype.bytes(), decoded[parent], count);
      isDecoded[parent] = true;
    }
    return decoded[parent];
  }

  /** Returns the operands' part of the block, as float32. */
  ParentBlock block(BoundMerge.Operands operands) {
    float[][] models = new float[operands.models().size()][];
    for (int m = 0; m < models.length; m++) {
      models[m] = floats(operands.models().get(m));
    }
    return new ParentBlock(
        operands.hasBase() ? floats(operands.base()) : null, models, first, count);
  }
}
