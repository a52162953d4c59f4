package org.alphagrid.merge.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.alphagrid.merge.tensor.CounterRandom;

/** Twins of the task-vector family. */
final class TaskVectorTwins extends Twin64 {
  TaskVectorTwins(ParameterValues values, float[][] parents, int columns) {
    super(values, parents, columns);
  }

  double[] taskVectors(IntFunction<boolean[]> mask, boolean elect) {
    double[] weights = {1 - alpha(), alpha()};
    List<double[]> weighted = new ArrayList<>();
    for (int m = 0; m < 2; m++) {
      double[] delta = delta(m);
      boolean[] kept = values.number("density") >= 1 ? all(n) : mask.apply(m);
      double whole = Arrays.stream(delta).map(Math::abs).sum();
      double left = IntStream.range(0, n).mapToDouble(i -> kept[i] ? Math.abs(delta[i]) : 0).sum();
      double factor = values.flag("rescale") && left > 0 ? whole / left : 1;
      double weight = weights[m];
      weighted.add(each(i -> kept[i] ? weight * factor * delta[i] : 0));
    }
    return each(i -> base[i] + values.number("lambda") * combined(weighted, weights, i, elect));
  }

  private double combined(List<double[]> weighted, double[] weights, int i, boolean elect) {
    double x = weighted.get(0)[i];
    double y = weighted.get(1)[i];
    if (!elect) {
      return x + y;
    }
    double sign = (float) x + (float) y >= 0 ? 1 : -1;
    double sum = Math.max(0, sign * x) + Math.max(0, sign * y);
    double divisor = (sign * x > 0 ? weights[0] : 0) + (sign * y > 0 ? weights[1] : 0);
    return sign * (values.flag("normalize") && divisor > 0 ? sum / divisor : sum);
  }

  boolean[] trim(int model) {
    return top(magnitudes(model), (int) (n * values.number("density")));
  }

  boolean[] crumbs(int model) {
    int kept = (int) (n * values.number("density"));
    int dropped = Math.min((int) (n * values.number("gamma")), n - kept);
    boolean[] outliers = top(magnitudes(model), dropped);
    boolean[] all = top(magnitudes(model), kept + dropped);
    for (int i = 0; i < n; i++) {
      all[i] &= !outliers[i];
    }
    return all;
  }

  boolean[] dare(int model) {
    CounterRandom random =
        CounterRandom.of(values.exact("seed").longValue(), ArrayTensor.NAME, model);
    boolean[] kept = new boolean[n];
    for (int i = 0; i < n; i++) {
      kept[i] = random.coarse(i) < values.number("density");
    }
    return kept;
  }

  boolean[] della(int model) {
    CounterRandom random =
        CounterRandom.of(values.exact("seed").longValue(), ArrayTensor.NAME, model);
    double[] magnitudes = magnitudes(model);
    boolean[] kept = new boolean[n];
    for (int first = 0; first < n; first += columns) {
      for (int i = first; i < first + columns; i++) {
        int rank = 0;
        for (int j = first; j < first + columns; j++) {
          boolean below = magnitudes[j] < magnitudes[i];
          rank += below || (magnitudes[j] == magnitudes[i] && j > i) ? 1 : 0;
        }
        double spread = values.number("epsilon") * (2.0 * rank / (columns - 1) - 1);
        kept[i] = random.uniform(i) < values.number("density") + spread;
      }
    }
    return kept;
  }

  private double[] magnitudes(int model) {
    return Arrays.stream(delta(model)).map(Math::abs).toArray();
  }
}
