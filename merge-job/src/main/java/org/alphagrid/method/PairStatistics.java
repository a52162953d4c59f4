package org.alphagrid.method;

/**
 * What methods may need to know of a whole tensor, as float64 sums over its float32 elements.
 *
 * @param directSquares sum of squares of the direct parent's tensor
 * @param thinkSquares sum of squares of the think parent's tensor
 * @param dot sum of products
 */
public record PairStatistics(double directSquares, double thinkSquares, double dot) {
  /** Sums of nothing. */
  public static final PairStatistics ZERO = new PairStatistics(0, 0, 0);

  /** Sums over one block, in element order. */
  public static PairStatistics of(float[] direct, float[] think, int length) {
    double directSquares = 0;
    double thinkSquares = 0;
    double dot = 0;
    for (int i = 0; i < length; i++) {
      double d = direct[i];
      double t = think[i];
      directSquares += d * d;
      thinkSquares += t * t;
      dot += d * t;
    }
    return new PairStatistics(directSquares, thinkSquares, dot);
  }

  /** The sums of both. */
  public PairStatistics plus(PairStatistics other) {
    return new PairStatistics(
        directSquares + other.directSquares, thinkSquares + other.thinkSquares, dot + other.dot);
  }

  /** Cosine of the angle between the tensors, within [-1, 1]; 0 where one of them is zero. */
  public double cosine() {
    double norms = Math.sqrt(directSquares) * Math.sqrt(thinkSquares);
    return norms == 0 ? 0 : Math.max(-1, Math.min(1, dot / norms));
  }
}
