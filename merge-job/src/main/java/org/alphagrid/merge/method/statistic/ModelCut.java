package org.alphagrid.merge.method.statistic;

import java.io.Serializable;
import java.math.BigDecimal;
import org.alphagrid.merge.method.ModelScope;
import org.alphagrid.merge.method.ModelStatistic;
import org.alphagrid.merge.method.TensorScope;

/**
 * Finds the cut that keeps an exact share of the largest magnitudes of the whole model; among
 * equals the first tensor by name wins, then the lowest flat index.
 *
 * @param magnitude of every element
 * @param share how much of the model is kept, rounded down to whole elements
 */
public record ModelCut(Magnitude magnitude, BigDecimal share)
    implements ModelStatistic<ModelCut.Found> {
  /**
   * Holds a cut through the model.
   *
   * @param bits of the least magnitude kept
   * @param tensor the tensor in which the last of that magnitude is kept
   * @param lastTie its flat index there
   */
  public record Found(int bits, String tensor, long lastTie) implements Serializable {
    /** Returns the cut of one tensor. */
    public Cut in(String name) {
      int order = name.compareTo(tensor);
      if (order == 0) {
        return new Cut(bits, lastTie);
      }
      return new Cut(bits, order < 0 ? Long.MAX_VALUE : -1);
    }
  }

  @Override
  public Found of(ModelScope model) {
    long total = model.tensors().stream().mapToLong(t -> t.shape().elements()).sum();
    long keep = share.multiply(BigDecimal.valueOf(total)).longValue();
    if (keep <= 0) {
      return new Found(Cut.NONE.bits(), "", -1);
    }
    Ranking.Place upper =
        Ranking.Place.of(model.scan(new MagnitudeHistogram.Upper(magnitude)), keep);
    Ranking.Place lower =
        Ranking.Place.of(
            model.scan(new MagnitudeHistogram.Lower(magnitude, upper.bin())), upper.wanted());
    int bits = (upper.bin() << 16) | lower.bin();
    Ties.Place tie = Ties.Place.of(model.scan(new Ties.PerChunk(magnitude, bits)), lower.wanted());
    int chunk = tie.chunk();
    for (TensorScope tensor : model.tensors()) {
      if (chunk < tensor.shape().chunks()) {
        Ties.InChunk search = new Ties.InChunk(magnitude, bits, chunk, tie.wanted());
        return new Found(bits, tensor.name(), tensor.scan(search));
      }
      chunk -= tensor.shape().chunks();
    }
    throw new IllegalStateException("The model has fewer chunks than were counted");
  }
}
