package org.alphagrid.report.generation;

/**
 * Estimates the chance that at least one of k samples is right, without bias: 1 - C(n - c, k) /
 * C(n, k) for c right samples of n (Chen et al., "Evaluating Large Language Models Trained on
 * Code", arXiv 2107.03374, equation 1). The plug-in 1 - (1 - c / n)^k is biased.
 */
final class PassAtK {
  private PassAtK() {}

  /** Returns the estimate as a running product, since the binomials overflow. */
  static double of(long samples, long right, int k) {
    if (k < 1 || k > samples || right < 0 || right > samples) {
      throw new IllegalArgumentException(
          "Invalid pass@%d: %d right of %d samples (k must be between 1 and the samples)"
              .formatted(k, right, samples));
    }
    if (samples - right < k) {
      return 1;
    }
    double allWrong = 1;
    for (long i = samples - right + 1; i <= samples; i++) {
      allWrong *= 1 - (double) k / i;
    }
    return 1 - allWrong;
  }
}
