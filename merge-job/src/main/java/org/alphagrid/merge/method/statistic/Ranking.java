package org.alphagrid.merge.method.statistic;

import org.alphagrid.merge.method.Derived;
import org.alphagrid.merge.method.TensorScope;

/** Finds the cut that keeps an exact number of the largest magnitudes of one tensor. */
public final class Ranking {
  private Ranking() {}

  /** Names the bin that holds a rank, and how many of its members are still wanted. */
  record Place(int bin, long wanted, long members) {
    /**
     * @param keep rank from the largest, at least 1 and at most the sum of the counts
     */
    static Place of(long[] counts, long keep) {
      long above = 0;
      for (int bin = counts.length - 1; bin >= 0; bin--) {
        if (above + counts[bin] >= keep) {
          return new Place(bin, keep - above, counts[bin]);
        }
        above += counts[bin];
      }
      throw new IllegalStateException("Rank " + keep + " of " + above + " elements");
    }
  }

  /** Returns the cut that keeps the {@code keep} largest; ties go to the lowest index. */
  public static Cut largest(TensorScope tensor, Magnitude magnitude, long keep) {
    if (keep <= 0) {
      return Cut.NONE;
    }
    if (keep >= tensor.shape().elements()) {
      return Cut.ALL;
    }
    return tensor.derive(new Largest(magnitude, keep));
  }

  /** Returns the magnitude at a place of the ascending order, counted from 0. */
  public static float ascending(TensorScope tensor, Magnitude magnitude, long place) {
    return tensor.derive(new Ascending(magnitude, place));
  }

  private record Largest(Magnitude magnitude, long keep) implements Derived<Cut> {
    @Override
    public Cut from(TensorScope tensor) {
      Place upper = Place.of(tensor.scan(new MagnitudeHistogram.Upper(magnitude)), keep);
      Place lower =
          Place.of(
              tensor.scan(new MagnitudeHistogram.Lower(magnitude, upper.bin())), upper.wanted());
      int bits = (upper.bin() << 16) | lower.bin();
      if (lower.wanted() == lower.members()) {
        return new Cut(bits, Long.MAX_VALUE);
      }
      long[] ties = tensor.scan(new Ties.PerChunk(magnitude, bits));
      Ties.Place tie = Ties.Place.of(ties, lower.wanted());
      return new Cut(
          bits, tensor.scan(new Ties.InChunk(magnitude, bits, tie.chunk(), tie.wanted())));
    }
  }

  private record Ascending(Magnitude magnitude, long place) implements Derived<Float> {
    @Override
    public Float from(TensorScope tensor) {
      long keep = tensor.shape().elements() - place;
      Place upper = Place.of(tensor.scan(new MagnitudeHistogram.Upper(magnitude)), keep);
      Place lower =
          Place.of(
              tensor.scan(new MagnitudeHistogram.Lower(magnitude, upper.bin())), upper.wanted());
      return Float.intBitsToFloat((upper.bin() << 16) | lower.bin());
    }
  }
}
