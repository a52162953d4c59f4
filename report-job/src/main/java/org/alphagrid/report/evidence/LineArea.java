package org.alphagrid.report.evidence;

import static java.util.Objects.requireNonNull;

import org.alphagrid.report.curve.Interval;

/**
 * Compares two lines of points at equal tokens: the mean difference of their accuracies over the
 * tokens that both span.
 *
 * @param first name of a line
 * @param second name of another
 * @param from tokens where both lines have begun
 * @param to tokens where the first of them ends
 * @param accuracy mean of first minus second, as a share: the area between them over its width
 * @param interval 95 %, by bootstrap
 */
public record LineArea(
    String first, String second, double from, double to, double accuracy, Interval interval) {

  public LineArea {
    requireNonNull(first, "first is null");
    requireNonNull(second, "second is null");
    requireNonNull(interval, "interval is null");
  }

  /** Returns whether the whole interval lies on one side of 0. */
  public boolean isClear() {
    return interval.low() > 0 || interval.high() < 0;
  }
}
