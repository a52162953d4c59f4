package org.alphagrid.report.evidence;

import static java.util.Objects.requireNonNull;

import org.alphagrid.report.curve.Interval;

/**
 * Compares a model against a parent on one benchmark or on all.
 *
 * @param accuracy model minus parent, as a share
 * @param logTokens mean log ratio of tokens per problem, model over parent
 * @param truncation truncated share, model minus parent
 * @param p larger of the two one-sided p-values (intersection-union)
 * @param adjusted p after Holm's correction over the models compared with this parent
 */
public record Improvement(
    String model,
    String parent,
    String benchmark,
    PairedDifference accuracy,
    PairedDifference logTokens,
    double truncation,
    double p,
    double adjusted,
    Verdict verdict) {

  /** Names what the test says. */
  public enum Verdict {
    /** Fewer tokens, and accuracy not worse than the margin. */
    IMPROVEMENT,
    /** The data do not show an improvement, which is no proof of the contrary. */
    NOT_SHOWN,
    /** Truncated shares differ too much for a fair comparison. */
    REFUSED
  }

  public Improvement {
    requireNonNull(model, "model is null");
    requireNonNull(parent, "parent is null");
    requireNonNull(benchmark, "benchmark is null");
    requireNonNull(accuracy, "accuracy is null");
    requireNonNull(logTokens, "logTokens is null");
    requireNonNull(verdict, "verdict is null");
  }

  /** Returns the same numbers under the name of another benchmark. */
  Improvement on(String name) {
    return new Improvement(
        model, parent, name, accuracy, logTokens, truncation, p, adjusted, verdict);
  }

  /** Returns the same comparison with its final judgement. */
  Improvement judged(double adjustedP, Verdict judgement) {
    return new Improvement(
        model, parent, benchmark, accuracy, logTokens, truncation, p, adjustedP, judgement);
  }

  /** Returns the typical ratio of tokens per problem, model over parent: the geometric mean. */
  public double tokenRatio() {
    return Math.exp(logTokens.mean());
  }

  public Interval tokenRatioInterval() {
    return logTokens.ratioInterval();
  }
}
