package org.alphagrid.report.evidence;

import static java.util.Objects.requireNonNull;

import org.alphagrid.report.curve.Interval;

/**
 * Tells where a quantity jumps along alpha on one line of points.
 *
 * @param line points that differ in alpha only
 * @param lower last alpha before the step
 * @param upper first alpha after it
 * @param alpha 95 % interval for where the step lies; never narrower than the grid
 * @param jump mean after the step minus mean before: a share, or a difference of log tokens
 * @param jumpInterval of the jump
 */
public record Transition(
    String line,
    Quantity quantity,
    double lower,
    double upper,
    Interval alpha,
    double jump,
    Interval jumpInterval) {

  /**
   * Names what jumps, and from which size on a jump counts: these are the differences at which a
   * grid is worth refining (MI, arXiv 2510.10977, law of three stages).
   */
  public enum Quantity {
    /** Measures the share of samples with a thought. */
    THINK_RATIO(0.2),
    /** Measures the natural logarithm of mean tokens. */
    LOG_TOKENS(0.3);

    private final double threshold;

    Quantity(double threshold) {
      this.threshold = threshold;
    }

    public double threshold() {
      return threshold;
    }
  }

  public Transition {
    requireNonNull(line, "line is null");
    requireNonNull(quantity, "quantity is null");
    requireNonNull(alpha, "alpha is null");
    requireNonNull(jumpInterval, "jumpInterval is null");
  }

  /** Returns whether the whole interval of the jump lies beyond the threshold, up or down. */
  public boolean isClear() {
    return jumpInterval.low() >= quantity.threshold()
        || jumpInterval.high() <= -quantity.threshold();
  }
}
