package org.alphagrid.quickstart;

/** The linear merge the curve is previewed with. */
final class Merge {
  private Merge() {}

  /** Returns (1 - alpha) * direct + alpha * think, rounded to bf16 as a stored merge is. */
  static float[] linear(float[] direct, float[] think, double alpha) {
    float[] merged = new float[direct.length];
    float onThink = (float) alpha;
    float onDirect = (float) (1 - alpha);
    for (int i = 0; i < merged.length; i++) {
      float value = onDirect * direct[i] + onThink * think[i];
      merged[i] = BFloat16.toFloat(BFloat16.fromFloat(value));
    }
    return merged;
  }
}
