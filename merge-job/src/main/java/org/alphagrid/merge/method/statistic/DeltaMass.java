package org.alphagrid.merge.method.statistic;

import org.alphagrid.merge.method.Accumulator;
import org.alphagrid.merge.method.ParentBlock;
import org.alphagrid.merge.method.StatisticNotReady;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.TensorStatistic;
import org.alphagrid.merge.tensor.ChunkSum;

/**
 * Computes the L1 norm of a task vector, or of what a mask leaves of it.
 *
 * @param model whose task vector
 * @param mask what is kept of it
 */
public record DeltaMass(int model, DeltaMask mask) implements TensorStatistic<Double> {
  /**
   * Returns the factor that gives a masked task vector its L1 norm back: {@code sum |d| / sum |kept
   * d|}.
   *
   * @param least where a sum is not above this the factor is 1
   */
  public static double rescaling(TensorScope tensor, int model, DeltaMask mask, double least) {
    DeltaMask[] masks = {new DeltaMask.KeepAll(), mask};
    var masses = StatisticNotReady.all(2, i -> tensor.scan(new DeltaMass(model, masks[i])));
    double all = masses.get(0);
    double kept = masses.get(1);
    return all <= least || kept <= least ? 1 : all / kept;
  }

  @Override
  public boolean wholeRows() {
    return mask.wholeRows();
  }

  @Override
  public Accumulator<Double> start(TensorShape shape) {
    return new Sum(this);
  }

  private static final class Sum implements Accumulator<Double> {
    private static final long serialVersionUID = 1;

    private final DeltaMass scan;
    private final ChunkSum sum = new ChunkSum();
    private transient float[] delta;

    Sum(DeltaMass scan) {
      this.scan = scan;
    }

    @Override
    public void add(ParentBlock block) {
      delta = Magnitude.of(new Magnitudes.OfDelta(scan.model()), block, delta);
      scan.mask().apply(delta, block.first(), block.length());
      sum.addMagnitudes(delta, block.length());
    }

    @Override
    public void endChunk() {
      sum.endChunk();
    }

    @Override
    public void append(Accumulator<Double> next) {
      sum.append(((Sum) next).sum);
    }

    @Override
    public Double result() {
      return sum.total();
    }
  }
}
