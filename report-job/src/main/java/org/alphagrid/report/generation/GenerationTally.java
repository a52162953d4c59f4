package org.alphagrid.report.generation;

import static java.util.Objects.requireNonNull;

/**
 * Sums up the single samples of one model on one problem.
 *
 * @param samples number of samples, at least 1
 * @param right samples with the full score
 * @param majority score of the majority vote over all samples, between 0 and 1: all right answers
 *     vote together however they are written, other answers by their text, no answer is no vote,
 *     and a tie scores the mean over the tied answers (self-consistency, Wang et al., arXiv
 *     2203.11171)
 * @param restrictedTokens sum of tokens, each at most the horizon of the benchmark
 * @param within sum of the scores of samples within each budget of {@link Generations#budgets()}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a sweep holds millions of its numbers.
public record GenerationTally(
    String model,
    String benchmark,
    String problem,
    long samples,
    long right,
    double majority,
    double restrictedTokens,
    double[] within) {

  public GenerationTally {
    requireNonNull(model, "model is null");
    requireNonNull(benchmark, "benchmark is null");
    requireNonNull(problem, "problem is null");
    if (samples < 1 || right < 0 || right > samples || !(majority >= 0 && majority <= 1)) {
      throw new IllegalArgumentException(
          "Invalid samples of %s on %s/%s: %d right of %d, majority %s (must be in [0, 1])"
              .formatted(model, benchmark, problem, right, samples, majority));
    }
  }

  /** Returns the same tally under the name of another model. */
  public GenerationTally of(String otherModel) {
    return new GenerationTally(
        otherModel, benchmark, problem, samples, right, majority, restrictedTokens, within);
  }

  double meanWithin(int budget) {
    return within[budget] / samples;
  }

  double meanRestrictedTokens() {
    return restrictedTokens / samples;
  }
}
