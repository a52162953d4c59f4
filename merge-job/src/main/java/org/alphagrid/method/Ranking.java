package org.alphagrid.method;

/** Finds the cut that keeps an exact number of the largest magnitudes of one tensor. */
final class Ranking {
  private Ranking() {}

  /** The bin that holds a rank, and how many of its members are still wanted. */
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

  /** The cut that keeps the {@code keep} largest; ties go to the lowest index. */
  static Cut largest(TensorScope tensor, BlockKernel magnitude, long keep) {
    if (keep <= 0) {
      return Cut.NONE;
    }
    if (keep >= tensor.shape().elements()) {
      return Cut.ALL;
    }
    Place upper = Place.of(tensor.scan(new MagnitudeHistogram.Upper(magnitude)), keep);
    Place lower =
        Place.of(tensor.scan(new MagnitudeHistogram.Lower(magnitude, upper.bin())), upper.wanted());
    int bits = (upper.bin() << 16) | lower.bin();
    long lastTie =
        lower.wanted() == lower.members()
            ? Long.MAX_VALUE
            : tensor.scan(new NthTie(magnitude, bits, lower.wanted()));
    return new Cut(bits, lastTie);
  }

  /** The magnitude at a place of the ascending order, counted from 0. */
  static float ascending(TensorScope tensor, BlockKernel magnitude, long place) {
    long keep = tensor.shape().elements() - place;
    Place upper = Place.of(tensor.scan(new MagnitudeHistogram.Upper(magnitude)), keep);
    Place lower =
        Place.of(tensor.scan(new MagnitudeHistogram.Lower(magnitude, upper.bin())), upper.wanted());
    return Float.intBitsToFloat((upper.bin() << 16) | lower.bin());
  }
}
