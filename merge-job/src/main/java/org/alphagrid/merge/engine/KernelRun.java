package org.alphagrid.merge.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.engine.BoundMerge.Operands;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.LinearSum;
import org.alphagrid.merge.method.ParentBlock;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.tensor.BlockCodec;
import org.alphagrid.merge.tensor.BlockCombinations;
import org.alphagrid.merge.tensor.BlockMath;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.LinearCombination;
import org.alphagrid.merge.tensor.StoredResult;
import org.alphagrid.merge.tensor.StoredVectors;
import org.alphagrid.merge.tensor.StripedChecksum;

/**
 * Runs the kernels of several merges over one tensor: every block of the parents is read and
 * decoded once for all of them. Holds a window of each parent and of each result.
 */
final class KernelRun {
  private final BlockReader reader;
  private final int parents;
  private final DType dtype;
  private final BlockCodec codec;
  private final BlockCombinations linear;
  private float[] merged = new float[0];
  private float[] stored = new float[0];
  private byte[][] out = new byte[0][];

  /**
   * @param dtype element type of the results
   */
  KernelRun(BlockReader reader, DType dtype, BlockMath math) {
    this.reader = reader;
    this.parents = reader.parentCount();
    this.dtype = dtype;
    this.codec = math.codec();
    this.linear = math.forms();
  }

  /**
   * Says what one merge does to a tensor.
   *
   * @param kernel the arithmetic
   * @param operands which parents it reads
   * @param output where its results go
   */
  record BoundKernel(BlockKernel kernel, Operands operands, Output output) {
    private StripedChecksum digest() {
      return output.digest().orElse(null);
    }
  }

  /**
   * Merges some chunks of a tensor.
   *
   * @param from first element, where a chunk begins
   * @param to behind the last element, where a chunk ends
   * @param kernels one for each merge
   */
  void merge(TensorEntry tensor, long from, long to, List<BoundKernel> kernels) throws IOException {
    boolean wholeRows = kernels.stream().anyMatch(bound -> bound.kernel().wholeRows());
    TensorShape shape = TensorShape.of(tensor.shape());
    reserve(shape, wholeRows, kernels.size());
    List<Operands> distinct = kernels.stream().map(BoundKernel::operands).distinct().toList();
    boolean[] wanted = new boolean[parents];
    for (Operands read : distinct) {
      for (int p = 0; p < parents; p++) {
        wanted[p] |= read.reads(p);
      }
    }
    int[] group = kernels.stream().mapToInt(bound -> distinct.indexOf(bound.operands())).toArray();
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
              forms = stored(kernels);
            }
            forms.forEach(same -> combine(same, isDone));
            for (int k = 0; k < kernels.size(); k++) {
              BoundKernel bound = kernels.get(k);
              if (!isDone[k]) {
                if (blocks[group[k]] == null) {
                  blocks[group[k]] = reader.block(bound.operands());
                }
                bound.kernel().merge(blocks[group[k]], merged);
                int at = reader.resultPlace() * dtype.bytes();
                codec.encode(dtype, merged, reader.count(), out[k], at);
                requireFinite(tensor, out[k], at);
                if (bound.digest() != null) {
                  bound.digest().update(out[k], at, reader.count() * dtype.bytes());
                }
              }
              if (bound.output().statistics().isPresent()) {
                compare(bound.output().statistics().get(), bound.operands(), k);
              }
            }
          }

          @Override
          public void endWindow(long first, int count) throws IOException {
            for (int k = 0; k < kernels.size(); k++) {
              kernels.get(k).output().sink().accept(out[k], count * dtype.bytes());
            }
          }

          @Override
          public void endChunk() {
            kernels.forEach(
                bound -> bound.output().statistics().ifPresent(MergeStatistics::endChunk));
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
   * @param digests of their results, or null
   */
  private record StoredForms(
      List<Integer> places,
      LinearCombination[] forms,
      byte[][] vectors,
      byte[] origin,
      byte[][] targets,
      StripedChecksum[] digests) {}

  /** What forms over the same stored elements have in common. */
  private record Shared(Operands operands, boolean withBase, boolean ofDifferences) {}

  /** Finds those linear forms that can be evaluated as they are stored. */
  private List<StoredForms> stored(List<BoundKernel> kernels) {
    Map<Shared, List<Integer>> places = new LinkedHashMap<>();
    for (int k = 0; k < kernels.size() && dtype == DType.BF16; k++) {
      Operands operands = kernels.get(k).operands();
      if (kernels.get(k).kernel() instanceof LinearSum sum
          && linear.combinesBfloat16(sum.form())
          && isBfloat16(operands)) {
        places
            .computeIfAbsent(
                new Shared(operands, sum.withBase(), sum.form().ofDifferences()),
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

  private StoredForms stored(Operands operands, List<BoundKernel> kernels, List<Integer> places) {
    byte[][] models = operands.models().stream().map(reader::raw).toArray(byte[][]::new);
    byte[] origin = operands.hasBase() ? reader.raw(operands.base()) : null;
    LinearCombination[] forms = new LinearCombination[places.size()];
    byte[][] targets = new byte[places.size()][];
    StripedChecksum[] digested = new StripedChecksum[places.size()];
    for (int i = 0; i < forms.length; i++) {
      BoundKernel bound = kernels.get(places.get(i));
      forms[i] = ((LinearSum) bound.kernel()).form();
      targets[i] = out[places.get(i)];
      digested[i] = bound.digest();
    }
    byte[][] vectors = ((LinearSum) kernels.get(places.get(0)).kernel()).vectors(origin, models);
    return new StoredForms(places, forms, vectors, origin, targets, digested);
  }

  private void combine(StoredForms same, boolean[] isDone) {
    int at = reader.resultPlace() * dtype.bytes();
    StoredResult[] results = new StoredResult[same.forms().length];
    for (int i = 0; i < results.length; i++) {
      results[i] = new StoredResult(same.targets()[i], at, same.digests()[i]);
    }
    StoredVectors vectors =
        new StoredVectors(
            same.vectors(), same.origin(), reader.place() * dtype.bytes(), reader.count());
    if (linear.combineBfloat16(same.forms(), vectors, results)) {
      same.places().forEach(place -> isDone[place] = true);
    }
  }

  /** Refuses results that the element type cannot hold: every parent's value was finite. */
  private void requireFinite(TensorEntry tensor, byte[] results, int at) {
    if (codec.allFinite(dtype, results, at, reader.count())) {
      return;
    }
    int i = 0;
    while (codec.allFinite(dtype, results, at + i * dtype.bytes(), 1)) {
      i++;
    }
    String text = "Cannot merge tensor '%s': element %d of the result is %s";
    if (Float.isFinite(merged[i])) {
      String wider = dtype == DType.F16 ? "bfloat16 or float32" : "float32";
      text += ", too large for %s; choose dtype %s".formatted(dtype.torchName(), wider);
    } else {
      text += " in float32: these values and parameters have no merge";
    }
    throw new UserException(text.formatted(tensor.name(), reader.first() + i, merged[i]));
  }

  private void compare(MergeStatistics statistics, Operands operands, int k) {
    codec.decode(dtype, out[k], reader.resultPlace() * dtype.bytes(), stored, reader.count());
    int origin = operands.hasBase() ? operands.base() : operands.models().get(0);
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
}
