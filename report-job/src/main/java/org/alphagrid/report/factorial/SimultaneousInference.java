package org.alphagrid.report.factorial;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.alphagrid.report.curve.Estimate;
import org.alphagrid.report.curve.Interval;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Corrects all contrasts of a family together. Their errors are tied to each other, and the tie is
 * known: each draw gives every problem one normal multiplier, shared by all contrasts and both
 * responses, so that the drawn sums have the correlations of the data (multiplier bootstrap with
 * problems as clusters; Chernozhukov, Chetverikov and Kato, Annals of Statistics 41, 2013). The
 * largest of them says how far luck reaches; Student's t brings each contrast's own degrees of
 * freedom (Hothorn, Bretz and Westfall, Biometrical Journal 50, 2008, section 3).
 */
final class SimultaneousInference {
  private static final double LEVEL = 0.05;

  private final double[] largest;
  private final NormalDistribution normal = new NormalDistribution(null, 0, 1);

  SimultaneousInference(List<MeasuredContrast> family, int draws, long seed) {
    this.largest = largest(family, draws, new SplittableRandom(seed));
    Arrays.sort(largest);
  }

  /**
   * Returns the interval that holds the truth at once with those of all other contrasts, in 95 % of
   * sweeps.
   */
  Interval interval(MeasuredContrast measured) {
    Estimate estimate = measured.estimate();
    if (!measured.varies()) {
      return new Interval(estimate.mean(), estimate.mean());
    }
    double critical = largest[(int) Math.ceil((1 - LEVEL) * largest.length) - 1];
    double tail = normal.cumulativeProbability(-critical);
    double half =
        -new TDistribution(estimate.degreesOfFreedom()).inverseCumulativeProbability(tail)
            * estimate.standardError();
    return new Interval(estimate.mean() - half, estimate.mean() + half);
  }

  /** Returns the chance that luck alone gives one contrast of the family so small a p. */
  double adjusted(double p) {
    if (p >= 1) {
      return 1;
    }
    double reach = -normal.inverseCumulativeProbability(Math.max(p / 2, Double.MIN_NORMAL));
    int place = Arrays.binarySearch(largest, reach);
    int below = place >= 0 ? place : -place - 1;
    return (1.0 + largest.length - below) / (1.0 + largest.length);
  }

  private static double[] largest(
      List<MeasuredContrast> family, int draws, SplittableRandom random) {
    List<MeasuredContrast> own = family.stream().filter(MeasuredContrast::varies).toList();
    Map<Integer, Integer> sizes = new TreeMap<>();
    own.forEach(m -> m.deviations().forEach((b, values) -> sizes.put(b, values.length)));
    double[] largest = new double[draws];
    Map<Integer, double[]> multipliers = new TreeMap<>();
    for (int draw = 0; draw < draws; draw++) {
      sizes.forEach((b, size) -> multipliers.put(b, normals(size, random)));
      for (MeasuredContrast measured : own) {
        largest[draw] = Math.max(largest[draw], Math.abs(drawn(measured, multipliers)));
      }
    }
    return largest;
  }

  private static double drawn(MeasuredContrast measured, Map<Integer, double[]> multipliers) {
    double sum = 0;
    for (Map.Entry<Integer, double[]> part : measured.deviations().entrySet()) {
      double[] factors = multipliers.get(part.getKey());
      double[] values = part.getValue();
      for (int i = 0; i < values.length; i++) {
        sum += factors[i] * values[i];
      }
    }
    return sum / measured.estimate().standardError();
  }

  private static double[] normals(int size, SplittableRandom random) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }
}
