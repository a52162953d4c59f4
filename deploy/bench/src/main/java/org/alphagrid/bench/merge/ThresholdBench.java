package org.alphagrid.bench.merge;

import java.io.IOException;
import java.util.Random;
import org.alphagrid.bench.BenchOutput;
import org.alphagrid.merge.method.statistic.MagnitudeThreshold;

/** Measures the exact threshold of a top share against summing the same floats twice. */
final class ThresholdBench {
  private ThresholdBench() {}

  static void run(int floats, int tries) throws IOException {
    float[] magnitudes = new float[floats];
    Random random = new Random(1);
    for (int i = 0; i < magnitudes.length; i++) {
      magnitudes[i] = Math.abs((random.nextFloat() - 0.5f) * (random.nextFloat() - 0.5f));
    }
    double[] kept = new double[2];
    double sums =
        Measurement.seconds(
            tries + 1,
            () -> {
              kept[0] += sum(magnitudes);
              kept[0] += sum(magnitudes);
            });
    double found =
        Measurement.seconds(
            tries + 1, () -> kept[1] += MagnitudeThreshold.of(magnitudes, magnitudes.length / 5));
    BenchOutput.say(
        "%nthreshold of the top fifth of %d floats: %.3f s, summing them twice: %.3f s, ratio %.2f, goal <= 1.5",
        magnitudes.length, found, sums, found / sums);
    requireFinite(kept);
  }

  private static void requireFinite(double[] kept) {
    // What is never looked at need not be computed, as the compiler knows.
    if (Double.isNaN(kept[0] + kept[1])) {
      throw new ArithmeticException("No number came out");
    }
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
