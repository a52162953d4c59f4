package org.alphagrid.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.method.BlockKernel;
import org.alphagrid.method.MergeMethod;
import org.alphagrid.method.PairStatistics;
import org.alphagrid.method.ParentBlock;
import org.alphagrid.method.ParentRole;
import org.alphagrid.tensor.BlockCodec;
import org.alphagrid.tensor.DType;

/**
 * Merges tensors of open parents at many points at once: each block of the parents is read and
 * decoded once for all points. Holds a few blocks of memory, whatever the tensor's size.
 */
public final class TensorMerger {
  /**
   * Elements per block. Fixed, because the order in which float64 sums are added up follows from it
   * and results must not depend on anything else.
   */
  static final int BLOCK_ELEMENTS = 1 << 16;

  private final DType dtype;
  private final List<GridPoint> points;
  private final Map<ParentRole, ParentReader> readers = new EnumMap<>(ParentRole.class);
  private final boolean needsStatistics;
  private final float[] merged = new float[BLOCK_ELEMENTS];
  private final byte[] encoded;
  private final BlockCodec codec = new BlockCodec(BLOCK_ELEMENTS);

  /**
   * @param parents open and compared
   * @param points true merges, no parents
   * @param dtype element type of the results
   */
  public TensorMerger(ParentSet parents, List<GridPoint> points, DType dtype) {
    this.dtype = dtype;
    this.points = List.copyOf(points);
    this.encoded = new byte[BLOCK_ELEMENTS * dtype.bytes()];
    this.needsStatistics = points.stream().anyMatch(p -> method(p).needsPairStatistics());
    boolean needsBase = points.stream().anyMatch(p -> method(p).needsBase());
    for (ParentRole role : ParentRole.values()) {
      if (role != ParentRole.BASE || needsBase) {
        readers.put(role, new ParentReader(role, parents.parent(role), BLOCK_ELEMENTS));
      }
    }
  }

  private static MergeMethod method(GridPoint point) {
    return MergeMethod.CATALOG.find(point.method());
  }

  /**
   * Merges one tensor at every point.
   *
   * @param tensor as the direct parent lists it
   * @param sinks one for each point, in the order of the points
   */
  void merge(TensorEntry tensor, List<? extends TensorSink> sinks) throws IOException {
    List<BlockKernel> kernels = kernels(tensor);
    long elements = tensor.shape().elements();
    for (long first = 0; first < elements; first += BLOCK_ELEMENTS) {
      int count = (int) Math.min(BLOCK_ELEMENTS, elements - first);
      ParentBlock block = read(tensor.name(), first, count);
      for (int p = 0; p < kernels.size(); p++) {
        kernels.get(p).merge(block, merged);
        codec.encode(dtype, merged, count, encoded);
        sinks.get(p).accept(encoded, count * dtype.bytes());
      }
    }
  }

  private List<BlockKernel> kernels(TensorEntry tensor) throws IOException {
    PairStatistics statistics = needsStatistics ? statistics(tensor) : null;
    List<BlockKernel> kernels = new ArrayList<>();
    for (GridPoint point : points) {
      kernels.add(method(point).kernel(point.values(), statistics));
    }
    return kernels;
  }

  private PairStatistics statistics(TensorEntry tensor) throws IOException {
    PairStatistics sum = PairStatistics.ZERO;
    long elements = tensor.shape().elements();
    for (long first = 0; first < elements; first += BLOCK_ELEMENTS) {
      int count = (int) Math.min(BLOCK_ELEMENTS, elements - first);
      float[] direct = readers.get(ParentRole.DIRECT).read(tensor.name(), first, count);
      float[] think = readers.get(ParentRole.THINK).read(tensor.name(), first, count);
      sum = sum.plus(PairStatistics.of(direct, think, count));
    }
    return sum;
  }

  private ParentBlock read(String name, long first, int count) throws IOException {
    ParentReader base = readers.get(ParentRole.BASE);
    return new ParentBlock(
        readers.get(ParentRole.DIRECT).read(name, first, count),
        readers.get(ParentRole.THINK).read(name, first, count),
        base == null ? null : base.read(name, first, count),
        count);
  }
}
