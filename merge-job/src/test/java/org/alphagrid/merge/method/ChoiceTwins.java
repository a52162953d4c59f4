package org.alphagrid.merge.method;

import java.util.Arrays;

/** Twins of methods that choose between models element by element. */
final class ChoiceTwins extends Twin64 {
  ChoiceTwins(ParameterValues values, float[][] parents, int columns) {
    super(values, parents, columns);
  }

  double[] nearswap() {
    double t = values.number("t");
    return each(i -> direct[i] + Math.max(-t, Math.min(t, think[i] - direct[i])));
  }

  double[] ram(double strength, double most) {
    float epsilon = (float) values.number("epsilon");
    double[][] deltas = {delta(0), delta(1)};
    double[] unique = new double[2];
    double shared = 0;
    for (int i = 0; i < n; i++) {
      boolean d = Math.abs(deltas[0][i]) > epsilon;
      boolean t = Math.abs(deltas[1][i]) > epsilon;
      shared += d && t ? 1 : 0;
      unique[0] += d && !t ? 1 : 0;
      unique[1] += t && !d ? 1 : 0;
    }
    double[] boost = new double[2];
    for (int m = 0; m < 2; m++) {
      boost[m] = 1 + strength * Math.min(most, shared / Math.max(unique[m], epsilon));
    }
    return each(
        i -> {
          boolean d = Math.abs(deltas[0][i]) > epsilon;
          boolean t = Math.abs(deltas[1][i]) > epsilon;
          double sum = d && t ? (deltas[0][i] + deltas[1][i]) / 2 : 0;
          sum += d && !t ? boost[0] * deltas[0][i] : 0;
          sum += t && !d ? boost[1] * deltas[1][i] : 0;
          return base[i] + sum;
        });
  }

  double[] sce() {
    double[] x = each(i -> direct[i] - base[i]);
    double[] y = each(i -> think[i] - base[i]);
    double[] variance = each(i -> (float) ((x[i] - y[i]) * (x[i] - y[i]) / 4));
    double share = values.number("select_topk");
    long varying = Arrays.stream(variance).filter(v -> v > 0).count();
    boolean[] kept = share >= 1 ? all(n) : top(variance, (int) (varying * share));
    double a = 0;
    double b = 0;
    for (int i = 0; i < n; i++) {
      a += kept[i] ? x[i] * x[i] : 0;
      b += kept[i] ? y[i] * y[i] : 0;
    }
    double first = a + b == 0 ? 0.5 : a / (a + b);
    return each(
        i -> {
          if (!kept[i]) {
            return base[i];
          }
          double sign = (float) x[i] + (float) y[i] >= 0 ? 1 : -1;
          double u = x[i] * sign > 0 ? first : 0;
          double v = y[i] * sign > 0 ? 1 - first : 0;
          return base[i] + (u + v == 0 ? 0 : (u * x[i] + v * y[i]) / (u + v));
        });
  }

  double[] arcee() {
    double[] importance = new double[n];
    for (int first = 0; first < n; first += columns) {
      double[] p = softmax(think, first);
      double[] q = softmax(direct, first);
      double divergence = 0;
      for (int i = 0; i < columns; i++) {
        divergence += (p[i] + 1e-8) * Math.log((p[i] + 1e-8) / (q[i] + 1e-8));
      }
      for (int i = first; i < first + columns; i++) {
        importance[i] = (float) (Math.abs(think[i] - direct[i]) * Math.max(0, divergence));
      }
    }
    double[] sorted = importance.clone();
    Arrays.sort(sorted);
    double threshold = sorted[(n - 1) / 2] + 1.5 * (sorted[(n - 1) * 3 / 4] - sorted[(n - 1) / 4]);
    return each(i -> importance[i] >= threshold ? think[i] : direct[i]);
  }

  private double[] softmax(double[] x, int first) {
    double most = Arrays.stream(x, first, first + columns).max().orElseThrow();
    double sum = Arrays.stream(x, first, first + columns).map(v -> Math.exp(v - most)).sum();
    return Arrays.stream(x, first, first + columns).map(v -> Math.exp(v - most) / sum).toArray();
  }
}
