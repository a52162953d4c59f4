package org.alphagrid.report.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.alphagrid.report.curve.ProblemTally;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.TTest;

/** Tests and draws once more from tallies, by the library and by loops: a twin to compare with. */
final class SlowEvidence {
  private SlowEvidence() {}

  /** Values of a model on a benchmark by rising problem id. */
  static double[] values(
      List<ProblemTally> tallies,
      String model,
      String benchmark,
      ToDoubleFunction<ProblemTally> value) {
    return tallies.stream()
        .filter(tally -> tally.model().equals(model) && tally.benchmark().equals(benchmark))
        .sorted((one, other) -> one.problem().compareTo(other.problem()))
        .mapToDouble(value)
        .toArray();
  }

  /**
   * One-sided p-value of a paired t test on one benchmark: H0 "first - second is at most bound".
   */
  static double p(double[] first, double[] second, double bound) {
    double[] difference = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      difference[i] = first[i] - second[i];
    }
    double half = new TTest().tTest(bound, difference) / 2;
    return StatUtils.mean(difference) > bound ? half : 1 - half;
  }

  /** Holm's procedure by its definition: reject in order until one fails, at a given level. */
  static List<Boolean> holm(double[] p, double level) {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      open.add(i);
    }
    Boolean[] rejected = new Boolean[p.length];
    Arrays.fill(rejected, false);
    while (!open.isEmpty()) {
      int smallest = open.get(0);
      for (int i : open) {
        smallest = p[i] < p[smallest] ? i : smallest;
      }
      if (p[smallest] > level / open.size()) {
        break;
      }
      rejected[smallest] = true;
      open.remove(Integer.valueOf(smallest));
    }
    return List.of(rejected);
  }

  /** Mean of drawn problems by listing them one by one. */
  static double drawnMean(double[] values, int[] counts) {
    List<Double> drawn = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts[i]; j++) {
        drawn.add(values[i]);
      }
    }
    return drawn.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
