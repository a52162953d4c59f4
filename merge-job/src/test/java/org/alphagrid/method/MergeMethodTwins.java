package org.alphagrid.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.alphagrid.tensor.CounterRandom;

/** The slow, obvious twin of every method: the formula in float64 over whole tensors. */
final class MergeMethodTwins {
  private final ParameterValues values;
  private final double[] direct;
  private final double[] think;
  private final double[] base;
  private final int columns;
  private final int n;

  private MergeMethodTwins(ParameterValues values, float[][] parents, int columns) {
    this.values = values;
    this.direct = doubles(parents[0]);
    this.think = doubles(parents[1]);
    this.base = doubles(parents[2]);
    this.columns = columns;
    this.n = direct.length;
  }

  static double[] merge(
      MergeMethod method, ParameterValues values, float[][] parents, int columns) {
    MergeMethodTwins twin = new MergeMethodTwins(values, parents, columns);
    return switch (method.name()) {
      case "linear" -> twin.each(i -> twin.mix(twin.direct[i], twin.think[i]));
      case "slerp" -> twin.slerp(twin.direct, twin.think, 0.9995);
      case "nuslerp" -> twin.nuslerp();
      case "multislerp" -> twin.multislerp();
      case "karcher" -> twin.slerpOfUnits();
      case "model_stock" -> twin.modelStock();
      case "nearswap" -> twin.nearswap();
      case "passthrough" -> twin.each(i -> values.number("scale") * twin.think[i]);
      case "ram" -> twin.ram(0, 0);
      case "ramplus_tl" -> twin.ram(values.number("r"), values.number("alpha"));
      case "sce" -> twin.sce();
      case "arcee_fusion" -> twin.arcee();
      case "surgical" -> twin.topShare(true, i -> twin.think[i], i -> twin.direct[i]);
      case "average_override" -> twin.topShare(true, i -> twin.think[i], twin::average);
      case "keep_direct" -> twin.topShare(false, twin::average, i -> twin.direct[i]);
      case "twin" -> twin.twin();
      case "lore" -> twin.lore();
      case "emr" -> twin.emr();
      case "task_arithmetic" -> twin.taskVectors(d -> all(twin.n), false);
      case "ties" -> twin.taskVectors(twin::trim, true);
      case "dare_linear" -> twin.taskVectors(twin::dare, false);
      case "dare_ties" -> twin.taskVectors(twin::dare, true);
      case "della_linear" -> twin.taskVectors(twin::della, false);
      case "della" -> twin.taskVectors(twin::della, true);
      case "breadcrumbs" -> twin.taskVectors(twin::crumbs, false);
      case "breadcrumbs_ties" -> twin.taskVectors(twin::crumbs, true);
      default -> throw new AssertionError("Method " + method.name() + " has no twin; write one");
    };
  }

  private double alpha() {
    return values.number("alpha");
  }

  private double mix(double d, double t) {
    return (1 - alpha()) * d + alpha() * t;
  }

  private double average(int i) {
    return (direct[i] + think[i]) / 2;
  }

  private double[] each(IntToDoubleFunction element) {
    return IntStream.range(0, n).mapToDouble(element).toArray();
  }

  private double[] delta(int model) {
    // The program subtracts in float32, which decides ranks and signs.
    return each(i -> (float) (model == 0 ? direct[i] : think[i]) - (float) base[i]);
  }

  private double[] slerp(double[] x, double[] y, double parallel) {
    double norms = Math.sqrt(dot(x, x) * dot(y, y));
    double cosine = norms == 0 ? 0 : Math.max(-1, Math.min(1, dot(x, y) / norms));
    double angle = Math.acos(cosine);
    boolean flat = Math.abs(cosine) > parallel || Math.sin(angle) < 1e-6;
    double u = flat ? 1 - alpha() : Math.sin((1 - alpha()) * angle) / Math.sin(angle);
    double v = flat ? alpha() : Math.sin(alpha() * angle) / Math.sin(angle);
    return IntStream.range(0, x.length).mapToDouble(i -> u * x[i] + v * y[i]).toArray();
  }

  private double[] nuslerp() {
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

  private double[] multislerp() {
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
  private double[] slerpOfUnits() {
    double a = Math.sqrt(dot(direct, direct));
    double b = Math.sqrt(dot(think, think));
    if (a < 1e-5 && b < 1e-5) {
      return new double[n];
    }
    double[] middle = each(i -> (a < 1e-5 ? 0 : direct[i] / a) + (b < 1e-5 ? 0 : think[i] / b));
    double norm = Math.sqrt(dot(middle, middle));
    return each(i -> middle[i] / norm * (a + b) / 2);
  }

  private double[] modelStock() {
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

  private double[] nearswap() {
    double t = values.number("t");
    return each(i -> direct[i] + Math.max(-t, Math.min(t, think[i] - direct[i])));
  }

  private double[] ram(double strength, double most) {
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

  private double[] sce() {
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

  private double[] arcee() {
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

  private double[] topShare(boolean top, IntToDoubleFunction inside, IntToDoubleFunction outside) {
    double[] gap = each(i -> Math.abs((float) think[i] - (float) direct[i]));
    int keep = (int) (n * values.number("share"));
    boolean[] selected = top(top ? gap : each(i -> -gap[i]), keep);
    return each(i -> selected[i] ? inside.applyAsDouble(i) : outside.applyAsDouble(i));
  }

  private double[] twin() {
    int keep = (int) (n * values.number("density"));
    double[] mean = each(i -> ((float) direct[i] + (float) think[i]) / 2f);
    boolean[] d = top(each(i -> Math.abs((float) direct[i] - (float) mean[i])), keep);
    boolean[] t = top(each(i -> Math.abs((float) think[i] - (float) mean[i])), keep);
    return each(i -> mean[i] + mix(d[i] ? direct[i] - mean[i] : 0, t[i] ? think[i] - mean[i] : 0));
  }

  /** Through the eigenvectors of D D', by Jacobi rotations: no library, other than the program. */
  private double[] lore() {
    int rows = n / columns;
    double[][] half = new double[rows][columns];
    for (int i = 0; i < n; i++) {
      half[i / columns][i % columns] = (direct[i] - think[i]) / 2;
    }
    double[][] square = new double[rows][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < rows; j++) {
        square[i][j] = dot(half[i], half[j]);
      }
    }
    double[][] vectors = jacobi(square);
    double[] shrunk = new double[n];
    for (int k = 0; k < rows; k++) {
      double value = Math.sqrt(Math.max(0, square[k][k]));
      double factor = value == 0 ? 0 : Math.max(0, value - values.number("mu")) / value;
      for (int c = 0; c < columns; c++) {
        double along = 0;
        for (int r = 0; r < rows; r++) {
          along += vectors[r][k] * half[r][c];
        }
        for (int r = 0; r < rows; r++) {
          shrunk[r * columns + c] += factor * vectors[r][k] * along;
        }
      }
    }
    double lambda = values.number("lambda");
    return each(i -> average(i) + lambda * (1 - 2 * alpha()) * shrunk[i]);
  }

  /** Makes a symmetric matrix diagonal and gives its eigenvectors as columns. */
  private static double[][] jacobi(double[][] a) {
    int size = a.length;
    double[][] vectors = new double[size][size];
    for (int i = 0; i < size; i++) {
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < 30; sweep++) {
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          double angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
          rotate(a, vectors, p, q, Math.cos(angle), Math.sin(angle));
        }
      }
    }
    return vectors;
  }

  private static void rotate(double[][] a, double[][] v, int p, int q, double c, double s) {
    for (int k = 0; k < a.length; k++) {
      double x = a[k][p];
      double y = a[k][q];
      a[k][p] = c * x - s * y;
      a[k][q] = s * x + c * y;
    }
    for (int k = 0; k < a.length; k++) {
      double x = a[p][k];
      double y = a[q][k];
      a[p][k] = c * x - s * y;
      a[q][k] = s * x + c * y;
      x = v[k][p];
      y = v[k][q];
      v[k][p] = c * x - s * y;
      v[k][q] = s * x + c * y;
    }
  }

  private double[] emr() {
    double[][] deltas = {delta(0), delta(1)};
    double[] unified =
        each(
            i -> {
              double sign = deltas[0][i] + deltas[1][i] > 0 ? 1 : -1;
              return sign * Math.max(0, Math.max(sign * deltas[0][i], sign * deltas[1][i]));
            });
    double[] scales = new double[2];
    for (int m = 0; m < 2; m++) {
      double own = 0;
      double masked = 0;
      for (int i = 0; i < n; i++) {
        own += Math.abs(deltas[m][i]);
        masked += deltas[m][i] * unified[i] > 0 ? Math.abs(unified[i]) : 0;
      }
      scales[m] = masked == 0 ? 0 : own / masked;
    }
    return each(
        i ->
            base[i]
                + mix(
                    deltas[0][i] * unified[i] > 0 ? scales[0] * unified[i] : 0,
                    deltas[1][i] * unified[i] > 0 ? scales[1] * unified[i] : 0));
  }

  private double[] taskVectors(IntFunction<boolean[]> mask, boolean elect) {
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

  private boolean[] trim(int model) {
    return top(magnitudes(model), (int) (n * values.number("density")));
  }

  private boolean[] crumbs(int model) {
    int kept = (int) (n * values.number("density"));
    int dropped = Math.min((int) (n * values.number("gamma")), n - kept);
    boolean[] outliers = top(magnitudes(model), dropped);
    boolean[] all = top(magnitudes(model), kept + dropped);
    for (int i = 0; i < n; i++) {
      all[i] &= !outliers[i];
    }
    return all;
  }

  private boolean[] dare(int model) {
    CounterRandom random =
        CounterRandom.of(values.exact("seed").longValue(), ArrayTensor.NAME, model);
    boolean[] kept = new boolean[n];
    for (int i = 0; i < n; i++) {
      kept[i] = random.coarse(i) < values.number("density");
    }
    return kept;
  }

  private boolean[] della(int model) {
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

  /** The largest values; among equals the lowest index. */
  private static boolean[] top(double[] magnitudes, int keep) {
    boolean[] kept = new boolean[magnitudes.length];
    IntStream.range(0, magnitudes.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -magnitudes[i]).thenComparing(i -> i))
        .limit(keep)
        .forEach(i -> kept[i] = true);
    return kept;
  }

  private static boolean[] all(int n) {
    boolean[] all = new boolean[n];
    Arrays.fill(all, true);
    return all;
  }

  private static double unit(double[] x, double norm, int i) {
    return norm == 0 ? 0 : x[i] / (norm + 1e-8);
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static double[] doubles(float[] x) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray();
  }
}
