package org.alphagrid.eval.generate;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares logits with those of the float64 twin. */
final class Logits {
  /** Largest difference allowed, as a share of the largest logit. */
  static final double TOLERANCE = 2e-5;

  private Logits() {}

  static void assertClose(float[][] actual, double[][] expected) {
    assertThat(actual.length).isEqualTo(expected.length);
    assertThat(difference(actual, expected)).isLessThan(TOLERANCE);
  }

  /** The largest difference as a share of the largest expected value. */
  static double difference(float[][] actual, double[][] expected) {
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < actual.length; i++) {
      for (int j = 0; j < actual[i].length; j++) {
        double one = Math.abs(actual[i][j] - expected[i][j]);
        // A NaN would compare as smaller than anything.
        difference = Double.isNaN(one) ? Double.POSITIVE_INFINITY : Math.max(difference, one);
        largest = Math.max(largest, Math.abs(expected[i][j]));
      }
    }
    return difference / largest;
  }
}
