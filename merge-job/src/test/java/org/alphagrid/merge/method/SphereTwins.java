package org.alphagrid.merge.method;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Twins of methods on the sphere. */
final class SphereTwins extends Twin64 {
  SphereTwins(ParameterValues values, float[][] parents, int columns) {
    super(values, parents, columns);
  }

  double[] slerp(double[] x, double[] y, double parallel) {
    double norms = Math.sqrt(dot(x, x) * dot(y, y));
    double cosine = norms == 0 ? 0 : Math.max(-1, Math.min(1, dot(x, y) / norms));
    double angle = Math.acos(cosine);
    boolean flat = Math.abs(cosine) > parallel || Math.sin(angle) < 1e-6;
    double u = flat ? 1 - alpha() : Math.sin((1 - alpha()) * angle) / Math.sin(angle);
    double v = flat ? alpha() : Math.sin(alpha() * angle) / Math.sin(angle);
    return IntStream.range(0, x.length).mapToDouble(i -> u * x[i] + v * y[i]).toArray();
  }

  double[] nuslerp() {
    boolean from = values.flag("from_base");
    double[] x = each(i -> direct[i] - (from ? base[i] : 0));
    double[] y = each(i -> think[i] - (from ? base[i] : 0));
    double[] merged = new double[n];
    boolean byColumn = values.flag("nuslerp_row_wise");
    int groups = values.flag("nuslerp_flatten") ? 1 : byColumn ? columns : n / columns;
    for (int group = 0; group < groups; group++) {
      int own = group;
      int[] members =
          IntStream.range(0, n)
              .filter(i -> groups == 1 || (byColumn ? i % columns : i / columns) == own)
              .toArray();
      double[] part =
          slerp(
              Arrays.stream(members).mapToDouble(i -> x[i]).toArray(),
              Arrays.stream(members).mapToDouble(i -> y[i]).toArray(),
              2);
      for (int k = 0; k < members.length; k++) {
        merged[members[k]] = part[k] + (from ? base[members[k]] : 0);
      }
    }
    return merged;
  }

  double[] multislerp() {
    double[] origin = values.flag("from_base") ? base : new double[n];
    double[] x = each(i -> direct[i] - origin[i]);
    double[] y = each(i -> think[i] - origin[i]);
    double a = Math.sqrt(dot(x, x));
    double b = Math.sqrt(dot(y, y));
    double[] mean = each(i -> mix(unit(x, a, i), unit(y, b, i)));
    double length = Math.sqrt(dot(mean, mean));
    if (length < 1e-8) {
      return each(i -> mix(direct[i], think[i]));
    }
    double[] m = each(i -> mean[i] / length);
    double along = dot(mean, m);
    double[] tangent = each(i -> mean[i] - along * m[i]);
    double angle = Math.sqrt(dot(tangent, tangent)) + 1e-8;
    double norm = mix(a, b);
    return each(
        i -> origin[i] + (Math.cos(angle) * m[i] + Math.sin(angle) / angle * tangent[i]) * norm);
  }

  /** Of two points the mean on the sphere is half way between them. */
  double[] slerpOfUnits() {
    double a = Math.sqrt(dot(direct, direct));
    double b = Math.sqrt(dot(think, think));
    if (a < 1e-5 && b < 1e-5) {
      return new double[n];
    }
    double[] middle = each(i -> (a < 1e-5 ? 0 : direct[i] / a) + (b < 1e-5 ? 0 : think[i] / b));
    double norm = Math.sqrt(dot(middle, middle));
    return each(i -> middle[i] / norm * (a + b) / 2);
  }

  double[] modelStock() {
    double[] x = each(i -> direct[i] - base[i]);
    double[] y = each(i -> think[i] - base[i]);
    double[] merged = new double[n];
    int length = values.flag("filter_wise") ? columns : n;
    for (int first = 0; first < n; first += length) {
      double[] rowX = Arrays.copyOfRange(x, first, first + length);
      double[] rowY = Arrays.copyOfRange(y, first, first + length);
      double norms = Math.sqrt(dot(rowX, rowX) * dot(rowY, rowY));
      double cosine = norms == 0 ? 0 : Math.max(0, dot(rowX, rowY) / norms);
      double t = 2 * cosine / (1 + cosine);
      for (int i = first; i < first + length; i++) {
        merged[i] = t * average(i) + (1 - t) * base[i];
      }
    }
    return merged;
  }

  private static double unit(double[] x, double norm, int i) {
    return norm == 0 ? 0 : x[i] / (norm + 1e-8);
  }
}
