package org.alphagrid.search.simulation;

/**
 * Tells how trials scatter around a {@link TrueMetrics}.
 *
 * @param difficulty spread of the problems' difficulty in units of a standard normal; 0 makes all
 *     problems equally hard
 * @param agreement correlation of a problem's difficulty with and without thinking
 * @param lengthBetween standard deviation of log length between problems
 * @param lengthWithin standard deviation of log length between samples of a problem
 */
public record Noise(
    double difficulty, double agreement, double lengthBetween, double lengthWithin) {
  /** Scatters about as 30 problems of a competition do: most are always or never solved. */
  public static final Noise COMPETITION = new Noise(1.5, 0.8, 0.5, 0.3);

  public Noise {
    if (!(difficulty >= 0 && agreement >= -1 && agreement <= 1)
        || !(lengthBetween >= 0 && lengthWithin >= 0)) {
      throw new IllegalArgumentException(
          "Invalid noise: difficulty %s, agreement %s, length %s and %s (spreads must not be negative)"
              .formatted(difficulty, agreement, lengthBetween, lengthWithin));
    }
  }
}
