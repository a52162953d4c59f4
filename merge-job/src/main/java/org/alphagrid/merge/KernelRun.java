package org.alphagrid.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.merge.BoundMerge.Operands;
import org.alphagrid.method.BlockKernel;
import org.alphagrid.method.LinearSum;
import org.alphagrid.method.ParentBlock;
import org.alphagrid.method.TensorShape;
import org.alphagrid.tensor.BlockMath;
import org.alphagrid.tensor.DType;

/**
 * Runs the kernels of several merges over one tensor: every block of the parents is read and
 * decoded once for all of them. Holds a window of each parent and of each result.
 */
final class KernelRun {
  private final BlockReader reader;
  private final int parents;
  private final DType dtype;
  private final BlockMath math;
  private float[] merged = new float[0];
  private float[] stored = new float[0];
  private byte[][] out = new byte[0][];

  /**
   * @param parents how many the reader has
   * @param dtype element type of the results
   */
  KernelRun(BlockReader reader, int parents, DType dtype, BlockMath math) {
    this.reader = reader;
    this.parents = parents;
    this.dtype = dtype;
    this.math = math;
  }

  /**
   * Merges some chunks.
   *
   * @param operands of each kernel
   * @param sinks of each kernel
   * @param statistics of each kernel; empty for none
   */
  void merge(
      TensorEntry tensor,
      long from,
      long to,
      List<BlockKernel> kernels,
      List<Operands> operands,
      List<? extends TensorSink> sinks,
      List<TensorStatistics> statistics)
      throws IOException {
    boolean wholeRows = kernels.stream().anyMatch(BlockKernel::wholeRows);
    TensorShape shape = TensorShape.of(tensor.shape());
    reserve(shape, wholeRows, kernels.size());
    List<Operands> distinct = operands.stream().distinct().toList();
    boolean[] wanted = new boolean[parents];
    for (Operands read : distinct) {
      for (int p = 0; p < parents; p++) {
        wanted[p] |= read.reads(p);
      }
    }
    int[] group = operands.stream().mapToInt(distinct::indexOf).toArray();
    reader.forEach(
        tensor,
        wanted,
        from,
        to,
        wholeRows,
        new BlockReader.Visitor() {
          private final ParentBlock[] blocks = new ParentBlock[distinct.size()];

          @Override
          public void block() {
            java.util.Arrays.fill(blocks, null);
            for (int k = 0; k < kernels.size(); k++) {
              BlockKernel kernel = kernels.get(k);
              if (!(kernel instanceof LinearSum sum) || !fused(sum, operands.get(k), k)) {
                if (blocks[group[k]] == null) {
                  blocks[group[k]] = reader.block(operands.get(k));
                }
                kernel.merge(blocks[group[k]], merged);
                math.encode(dtype, merged, reader.count(), out[k], reader.place() * dtype.bytes());
              }
              if (!statistics.isEmpty()) {
                compare(statistics.get(k), operands.get(k), k);
              }
            }
          }

          @Override
          public void endWindow(long first, int count) throws IOException {
            for (int k = 0; k < kernels.size(); k++) {
              sinks.get(k).accept(out[k], count * dtype.bytes());
            }
          }

          @Override
          public void endChunk() {
            statistics.forEach(TensorStatistics::endChunk);
          }
        });
  }

  /**
   * From stored to stored elements, where all of them are bfloat16 and the arithmetic has a way.
   */
  private boolean fused(LinearSum sum, Operands operands, int k) {
    if (dtype != DType.BF16) {
      return false;
    }
    byte[][] models = new byte[operands.models().size()][];
    for (int m = 0; m < models.length; m++) {
      int parent = operands.models().get(m);
      if (reader.dtype(parent) != DType.BF16) {
        return false;
      }
      models[m] = reader.raw(parent);
    }
    byte[] base = null;
    if (operands.base() >= 0) {
      if (reader.dtype(operands.base()) != DType.BF16) {
        return false;
      }
      base = reader.raw(operands.base());
    }
    int at = reader.place() * dtype.bytes();
    return math.combineBfloat16(
        sum.form(), sum.vectors(base, models), base, out[k], at, reader.count());
  }

  private void compare(TensorStatistics statistics, Operands operands, int k) {
    math.decode(dtype, out[k], reader.place() * dtype.bytes(), stored, reader.count());
    int origin = operands.base() >= 0 ? operands.base() : operands.models().get(0);
    statistics.add(reader.floats(origin), stored, reader.count());
  }

  private void reserve(TensorShape shape, boolean wholeRows, int kernels) {
    int block = BlockReader.blockElements(shape, wholeRows);
    if (merged.length < block) {
      merged = new float[block];
      stored = new float[block];
    }
    int bytes = BlockReader.windowElements(shape, wholeRows) * dtype.bytes();
    if (out.length != kernels || out[0].length < bytes) {
      out = new byte[kernels][bytes];
    }
  }

  /** One kernel for each merge. */
  static List<BlockKernel> kernels(
      Knowledge knowledge, List<BoundMerge> merges, TensorEntry tensor) {
    List<BlockKernel> kernels = new ArrayList<>();
    for (BoundMerge merge : merges) {
      kernels.add(knowledge.kernel(merge, tensor));
    }
    return kernels;
  }
}
