package org.alphagrid.merge.method;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Three parents in float64 and one point of a sweep: what the twins of methods compute with. */
abstract class Twin64 {
  final ParameterValues values;
  final double[] direct;
  final double[] think;
  final double[] base;
  final int columns;
  final int n;

  /**
   * @param parents direct, think and base
   * @param columns of the tensor
   */
  Twin64(ParameterValues values, float[][] parents, int columns) {
    this.values = values;
    this.direct = doubles(parents[0]);
    this.think = doubles(parents[1]);
    this.base = doubles(parents[2]);
    this.columns = columns;
    this.n = direct.length;
  }

  final double alpha() {
    return values.number("alpha");
  }

  final double mix(double d, double t) {
    return (1 - alpha()) * d + alpha() * t;
  }

  final double average(int i) {
    return (direct[i] + think[i]) / 2;
  }

  final double[] each(IntToDoubleFunction element) {
    return IntStream.range(0, n).mapToDouble(element).toArray();
  }

  final double[] delta(int model) {
    // The program subtracts in float32, which decides ranks and signs.
    return each(i -> (float) (model == 0 ? direct[i] : think[i]) - (float) base[i]);
  }

  /** The largest values; among equals the lowest index. */
  static boolean[] top(double[] magnitudes, int keep) {
    boolean[] kept = new boolean[magnitudes.length];
    IntStream.range(0, magnitudes.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -magnitudes[i]).thenComparing(i -> i))
        .limit(keep)
        .forEach(i -> kept[i] = true);
    return kept;
  }

  static boolean[] all(int n) {
    boolean[] all = new boolean[n];
    Arrays.fill(all, true);
    return all;
  }

  static double dot(double[] x, double[] y) {
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
