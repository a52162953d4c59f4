package org.alphagrid.method;

/** The slow, obvious twin of every method: the formula in float64 over whole tensors. */
final class MergeMethodTwins {
  private MergeMethodTwins() {}

  static double[] merge(
      MergeMethod method, ParameterValues values, float[] direct, float[] think, float[] base) {
    double[] merged = new double[direct.length];
    double alpha = values.number("alpha");
    switch (method.name()) {
      case "linear" -> {
        for (int i = 0; i < merged.length; i++) {
          merged[i] = (1 - alpha) * direct[i] + alpha * think[i];
        }
      }
      case "task_arithmetic" -> {
        double lambda = values.number("lambda");
        for (int i = 0; i < merged.length; i++) {
          double directVector = (double) direct[i] - base[i];
          double thinkVector = (double) think[i] - base[i];
          merged[i] = base[i] + lambda * ((1 - alpha) * directVector + alpha * thinkVector);
        }
      }
      case "slerp" -> {
        double cosine = dot(direct, think) / Math.sqrt(dot(direct, direct) * dot(think, think));
        double angle = Math.acos(cosine);
        boolean parallel = Double.isNaN(cosine) || Math.abs(cosine) > 0.9995;
        if (!Double.isNaN(cosine) || dot(direct, direct) > 0 || dot(think, think) > 0) {
          angle = Double.isNaN(cosine) ? Math.PI / 2 : angle;
          parallel = !Double.isNaN(cosine) && parallel;
        }
        double u = parallel ? 1 - alpha : Math.sin((1 - alpha) * angle) / Math.sin(angle);
        double v = parallel ? alpha : Math.sin(alpha * angle) / Math.sin(angle);
        for (int i = 0; i < merged.length; i++) {
          merged[i] = u * direct[i] + v * think[i];
        }
      }
      default -> throw new AssertionError("Method " + method.name() + " has no twin; write one");
    }
    return merged;
  }

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }
}
