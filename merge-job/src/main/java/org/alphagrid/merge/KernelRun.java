package org.alphagrid.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.merge.BoundMerge.Operands;
import org.alphagrid.method.BlockKernel;
import org.alphagrid.method.LinearSum;
import org.alphagrid.method.ParentBlock;
import org.alphagrid.method.TensorShape;
import org.alphagrid.tensor.BlockMath;
import org.alphagrid.tensor.DType;
import org.alphagrid.tensor.LinearForm;

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
        kernels.size(),
        new BlockReader.Visitor() {
          private final ParentBlock[] blocks = new ParentBlock[distinct.size()];
          private final boolean[] isDone = new boolean[kernels.size()];
          private List<StoredForms> forms;

          @Override
          public void block() {
            java.util.Arrays.fill(blocks, null);
            java.util.Arrays.fill(isDone, false);
            if (forms == null) {
              forms = stored(kernels, operands);
            }
            forms.forEach(same -> combine(same, isDone));
            for (int k = 0; k < kernels.size(); k++) {
              if (!isDone[k]) {
                if (blocks[group[k]] == null) {
                  blocks[group[k]] = reader.block(operands.get(k));
                }
                kernels.get(k).merge(blocks[group[k]], merged);
                math.codec()
                    .encode(dtype, merged, reader.count(), out[k], reader.place() * dtype.bytes());
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
   * Linear forms over the same stored elements.
   *
   * @param places of their kernels
   * @param vectors windows of the forms' vectors
   * @param origin window of their origin, or null
   * @param targets windows of their results
   */
  private record StoredForms(
      List<Integer> places,
      LinearForm[] forms,
      byte[][] vectors,
      byte[] origin,
      byte[][] targets) {}

  /** What forms over the same stored elements have in common. */
  private record Shared(Operands operands, boolean withBase, boolean ofDifferences) {}

  /** Those linear forms that can be evaluated as they are stored. */
  private List<StoredForms> stored(List<BlockKernel> kernels, List<Operands> operands) {
    Map<Shared, List<Integer>> places = new LinkedHashMap<>();
    for (int k = 0; k < kernels.size() && dtype == DType.BF16; k++) {
      if (kernels.get(k) instanceof LinearSum sum
          && math.forms().combinesBfloat16(sum.form())
          && isBfloat16(operands.get(k))) {
        places
            .computeIfAbsent(
                new Shared(operands.get(k), sum.withBase(), sum.form().ofDifferences()),
                shared -> new ArrayList<>())
            .add(k);
      }
    }
    List<StoredForms> forms = new ArrayList<>();
    places.forEach((shared, same) -> forms.add(stored(shared.operands(), kernels, same)));
    return forms;
  }

  private boolean isBfloat16(Operands operands) {
    for (int p = 0; p < parents; p++) {
      if (operands.reads(p) && reader.dtype(p) != DType.BF16) {
        return false;
      }
    }
    return true;
  }

  private StoredForms stored(Operands operands, List<BlockKernel> kernels, List<Integer> places) {
    byte[][] models = operands.models().stream().map(reader::raw).toArray(byte[][]::new);
    byte[] origin = operands.base() < 0 ? null : reader.raw(operands.base());
    LinearForm[] forms = new LinearForm[places.size()];
    byte[][] targets = new byte[places.size()][];
    for (int i = 0; i < forms.length; i++) {
      forms[i] = ((LinearSum) kernels.get(places.get(i))).form();
      targets[i] = out[places.get(i)];
    }
    byte[][] vectors = ((LinearSum) kernels.get(places.get(0))).vectors(origin, models);
    return new StoredForms(places, forms, vectors, origin, targets);
  }

  private void combine(StoredForms same, boolean[] isDone) {
    int at = reader.place() * dtype.bytes();
    if (math.forms()
        .combineBfloat16(
            same.forms(), same.vectors(), same.origin(), same.targets(), at, reader.count())) {
      same.places().forEach(place -> isDone[place] = true);
    }
  }

  private void compare(TensorStatistics statistics, Operands operands, int k) {
    math.codec().decode(dtype, out[k], reader.place() * dtype.bytes(), stored, reader.count());
    int origin = operands.base() >= 0 ? operands.base() : operands.models().get(0);
    statistics.add(reader.floats(origin), stored, reader.count());
  }

  private void reserve(TensorShape shape, boolean wholeRows, int kernels) {
    int block = BlockReader.blockElements(shape, wholeRows);
    if (merged.length < block) {
      merged = new float[block];
      stored = new float[block];
    }
    int bytes = BlockReader.windowElements(shape, wholeRows, kernels) * dtype.bytes();
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
