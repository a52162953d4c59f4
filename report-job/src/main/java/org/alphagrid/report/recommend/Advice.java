package org.alphagrid.report.recommend;

import java.util.List;
import java.util.Optional;
import org.alphagrid.report.curve.Interval;

/**
 * Holds what earlier runs say about a pair.
 *
 * @param level of the intervals
 * @param runs that could be used
 * @param pairs of parents among them; runs of one pair are one observation
 * @param needed pairs that an interval of this level takes
 * @param transition alpha at which the pair begins to think; empty with too few pairs
 * @param known transitions of this very pair in earlier runs
 * @param methods best first, by mean gain over the pairs that have both the method and linear
 * @param checks each pair predicted from the others
 * @param notes what was left out, and why
 */
public record Advice(
    double level,
    int runs,
    int pairs,
    int needed,
    Optional<Predicted> transition,
    List<PastRun> known,
    List<MethodAdvice> methods,
    List<Check> checks,
    List<String> notes) {

  public Advice {
    known = List.copyOf(known);
    methods = List.copyOf(methods);
    checks = List.copyOf(checks);
    notes = List.copyOf(notes);
  }

  /**
   * Holds a prediction.
   *
   * @param usesFeatures whether the weights helped; otherwise it is the mean of earlier pairs
   */
  public record Predicted(double alpha, Interval interval, boolean usesFeatures) {}

  /**
   * Compares a method with the baseline on the pairs that have both.
   *
   * @param gain mean difference of the share of the box, over pairs
   * @param interval at the level, by Student's t over pairs; empty for a single pair
   */
  public record MethodAdvice(
      String method, String baseline, int pairs, double gain, Optional<Interval> interval) {
    /** Returns whether it is better than the baseline beyond doubt at the level. */
    public boolean isBetter() {
      return interval.isPresent() && interval.get().low() > 0;
    }
  }

  /**
   * Holds one pair left out and predicted from the others.
   *
   * @param run names of its runs
   * @param actual measured alpha
   * @param predicted from the others
   * @param mean of the others' transitions: what knowing nothing of the weights would say
   * @param interval from the others; empty where they are too few
   */
  public record Check(
      String run, double actual, double predicted, double mean, Optional<Interval> interval) {
    public boolean isCovered() {
      return interval.isPresent()
          && interval.get().low() <= actual
          && actual <= interval.get().high();
    }
  }

  /** Returns the mean absolute error of the left-out predictions. */
  public double error() {
    return checks.stream()
        .mapToDouble(check -> Math.abs(check.actual() - check.predicted()))
        .average()
        .orElse(Double.NaN);
  }

  /** Returns the mean absolute error where the mean of the other pairs predicts. */
  public double errorOfTheMean() {
    return checks.stream()
        .mapToDouble(check -> Math.abs(check.actual() - check.mean()))
        .average()
        .orElse(Double.NaN);
  }
}
