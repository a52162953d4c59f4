package org.alphagrid.report.curve;

import static java.util.Objects.requireNonNull;

/**
 * Sums up what one model did on one problem, over its samples. Every statistic starts from these
 * records, because the problem is the unit that was drawn: its samples are not independent.
 *
 * @param model id of the point that was sampled
 * @param benchmark name of the benchmark
 * @param problem id within the benchmark
 * @param samples number of samples, at least 1
 * @param score sum of the scores, each between 0 and 1
 * @param tokens sum of generated tokens
 * @param thinkingTokens sum of tokens up to and including the closing think tag
 * @param answerTokens sum of tokens after it
 * @param outcomes how many samples ended in which way
 * @param millis sum of generation milliseconds; NaN where none are stored
 */
public record ProblemTally(
    String model,
    String benchmark,
    String problem,
    long samples,
    double score,
    double tokens,
    double thinkingTokens,
    double answerTokens,
    OutcomeCounts outcomes,
    double millis) {

  /** Makes a tally without generation times. */
  public ProblemTally(
      String model,
      String benchmark,
      String problem,
      long samples,
      double score,
      double tokens,
      double thinkingTokens,
      double answerTokens,
      OutcomeCounts outcomes) {
    this(
        model,
        benchmark,
        problem,
        samples,
        score,
        tokens,
        thinkingTokens,
        answerTokens,
        outcomes,
        Double.NaN);
  }

  /** Returns the same tally under the name of another model. */
  public ProblemTally of(String otherModel) {
    return new ProblemTally(
        otherModel,
        benchmark,
        problem,
        samples,
        score,
        tokens,
        thinkingTokens,
        answerTokens,
        outcomes,
        millis);
  }

  public ProblemTally {
    requireNonNull(model, "model is null");
    requireNonNull(benchmark, "benchmark is null");
    requireNonNull(problem, "problem is null");
    requireNonNull(outcomes, "outcomes is null");
    if (samples < 1) {
      throw new IllegalArgumentException("Invalid samples: " + samples + " (must be at least 1)");
    }
    if (!(score >= 0 && score <= samples)) {
      throw new IllegalArgumentException(
          "Invalid score of %s on %s/%s: %s over %d samples (each must be in [0, 1])"
              .formatted(model, benchmark, problem, score, samples));
    }
  }

  /** Returns the mean score, between 0 and 1. */
  public double meanScore() {
    return score / samples;
  }

  /** Returns the mean number of generated tokens per sample. */
  public double meanTokens() {
    return tokens / samples;
  }

  /** Returns the generation time per sample in seconds; NaN where none is stored. */
  public double meanSeconds() {
    return millis / samples / 1000;
  }

  double meanThinkingTokens() {
    return thinkingTokens / samples;
  }

  double meanAnswerTokens() {
    return answerTokens / samples;
  }
}
