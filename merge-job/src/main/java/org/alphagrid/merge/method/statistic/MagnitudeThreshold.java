package org.alphagrid.merge.method.statistic;

/** Finds the exact threshold of a top share of numbers in memory, by the counts that merges use. */
public final class MagnitudeThreshold {
  private MagnitudeThreshold() {}

  /**
   * Returns the least of the {@code keep} largest magnitudes.
   *
   * @param magnitudes not negative
   * @param keep at least 1
   */
  public static float of(float[] magnitudes, long keep) {
    long[] upper = new long[1 << 15];
    MagnitudeHistogram.countUpper(magnitudes, magnitudes.length, upper);
    Ranking.Place place = Ranking.Place.of(upper, keep);
    long[] lower = new long[1 << 16];
    MagnitudeHistogram.countLower(magnitudes, magnitudes.length, place.bin(), lower);
    return Float.intBitsToFloat(
        (place.bin() << 16) | Ranking.Place.of(lower, place.wanted()).bin());
  }
}
