package org.alphagrid.eval.generate.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogitMathTest {
  @Test
  void weightsAreExponentials() {
    assertThat(LogitMath.weight(0)).isEqualTo(1);
    for (float x = 0; x < 50; x += 0.00037f) {
      assertThat((double) LogitMath.weight(x)).isCloseTo(Math.exp(-x), withPercentage(3e-5));
    }
    assertThat(LogitMath.weight(50)).isZero();
    assertThat(LogitMath.weight(Float.POSITIVE_INFINITY)).isZero();
    assertThat(LogitMath.weight(Float.MAX_VALUE)).isZero();
  }

  /** A hair more or less at single tokens is rounding; in one direction it would be another law. */
  @Test
  void errorsOfWeightsHaveNoDirection() {
    double errors = 0;
    int count = 0;
    for (float x = 0; x < 20; x += 0.00037f) {
      errors += LogitMath.weight(x) / Math.exp(-x) - 1;
      count++;
    }
    assertThat(errors / count).isCloseTo(0, offset(2e-8));
  }

  /** Whole blocks and parts of one, flat and peaked, with masked tokens. */
  @ParameterizedTest
  @ValueSource(ints = {1, 511, 512, 513, 2048, 151_936, 151_941})
  void vectorsGiveTheBitsOfPlainLoops(int size) {
    LogitMath vector = new VectorLogitMath();
    Random random = new Random(size);
    for (float spread : new float[] {0.01f, 1, 30}) {
      float[] logits = new float[size];
      for (int i = 0; i < size; i++) {
        logits[i] =
            i % 97 == 13 ? Float.NEGATIVE_INFINITY : (float) (spread * random.nextGaussian());
      }
      float largest = logits[0];
      for (float logit : logits) {
        largest = Math.max(largest, logit);
      }
      float[][] weights = new float[2][size];
      double[][] sums = new double[2][(size + LogitMath.BLOCK - 1) / LogitMath.BLOCK];
      int[][] between = new int[2][size];
      LogitMath[] both = {new LogitMath(), vector};
      for (int i = 0; i < 2; i++) {
        both[i].weigh(logits, largest, 1.25f, weights[i], sums[i]);
      }
      assertThat(weights[1]).isEqualTo(weights[0]);
      assertThat(sums[1]).isEqualTo(sums[0]);
      double total = Arrays.stream(sums[0]).sum();
      for (float least : new float[] {0, 1e-6f, 0.1f, 0.9f, 1}) {
        double exact = 0;
        for (float weight : weights[0]) {
          exact += weight >= least ? weight : 0;
        }
        double about = both[0].about(weights[0], least);
        assertThat(about).isCloseTo(exact, withPercentage(1e-3));
        assertThat(vector.about(weights[0], least)).isEqualTo(about);
      }
      for (float[] range : new float[][] {{0, 50}, {1, 1.5f}, {2, 2}, {7, 50}}) {
        int[] counts = new int[2];
        for (int i = 0; i < 2; i++) {
          counts[i] =
              both[i].split(
                  logits, largest, 1.25f, range[0], range[1], weights[i], sums[i], between[i]);
        }
        assertThat(sums[1]).isEqualTo(sums[0]);
        assertThat(counts[1]).isEqualTo(counts[0]);
        assertThat(Arrays.copyOf(between[1], counts[0]))
            .isEqualTo(Arrays.copyOf(between[0], counts[0]));
        double inBetween = 0;
        for (int i = 0; i < counts[0]; i++) {
          inBetween += weights[0][between[0][i]];
        }
        double left = Arrays.stream(sums[0]).sum() + inBetween;
        if (range[1] == LogitMath.END) {
          assertThat(left).isCloseTo(total, withPercentage(1e-9));
        }
      }
    }
  }
}
