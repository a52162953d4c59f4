package org.alphagrid.eval.generate.sampling;

import java.util.Arrays;

/**
 * Runs the loops over a whole vocabulary: weights e^-x of tokens that lie x below the largest
 * logit, and their sums by blocks of ids. Float32 weights, float64 sums of eight interleaved parts
 * for each block: the same bits on every machine, whether by plain loops or by {@link
 * VectorLogitMath}. Holds scratch space: one instance per thread.
 */
class LogitMath {
  /** Ids that are summed up together. */
  static final int BLOCK = 512;

  /**
   * Tokens so far below the largest weigh nothing: five million of them weigh less than rounding.
   */
  static final float END = 50;

  /** Adding it leaves the nearest integer in a number's last bits. */
  static final float ROUNDER = 12_582_912f; // 1.5 * 2^23

  static final float MINUS_LOG2_E = -1.44269504f;

  // ln 2 in two parts, of which the first is short enough for exact products.
  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;

  // 1 / n!
  static final float C2 = 1 / 2f;
  static final float C3 = 1 / 6f;
  static final float C4 = 1 / 24f;
  static final float C5 = 1 / 120f;
  static final float C6 = 1 / 720f;
  static final float C7 = 1 / 5040f;

  /** Vocabularies that are not worth vectors. */
  private static final int SMALL = 2048;

  /** Returns a block of weights, as scratch space. */
  final float[] ofBlock = new float[BLOCK];

  /** Returns interleaved sums of a block, as scratch space. */
  final float[] eight = new float[8];

  private final double[] parts = new double[8];

  /** Returns the fastest for a vocabulary; the vector class is only loaded where its module is. */
  static LogitMath fastest(int vocabularySize) {
    return vocabularySize >= SMALL
            && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            && VectorLogitMath.isWide()
        ? new VectorLogitMath()
        : new LogitMath();
  }

  /** Returns how far a logit lies below the largest, in temperatures. */
  static float distance(float logit, float largest, float inverseTemperature) {
    return (largest - logit) * inverseTemperature;
  }

  /** Returns e^-x, relative error below 3e-7; 0 from {@link #END} on. */
  static float weight(float x) {
    if (!(x < END)) {
      return 0;
    }
    float shifted = x * MINUS_LOG2_E + ROUNDER;
    float n = shifted - ROUNDER;
    float r = (-x - n * LN2_HIGH) - n * LN2_LOW;
    float p = C6 + r * C7;
    p = C5 + r * p;
    p = C4 + r * p;
    p = C3 + r * p;
    p = C2 + r * p;
    p = 1 + r * p;
    p = 1 + r * p;
    return Float.intBitsToFloat(
        Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(shifted) << 23));
  }

  /**
   * Weighs every token.
   *
   * @param weights [vocabulary]
   * @param sums [blocks]
   */
  void weigh(
      float[] logits, float largest, float inverseTemperature, float[] weights, double[] sums) {
    for (int block = 0; block < sums.length; block++) {
      weighBlock(block, logits, largest, inverseTemperature, weights, sums);
    }
  }

  /** Computes one block of {@link #weigh}; the last may be short. */
  final void weighBlock(
      int block,
      float[] logits,
      float largest,
      float inverseTemperature,
      float[] weights,
      double[] sums) {
    int from = block * BLOCK;
    int to = Math.min(from + BLOCK, logits.length);
    for (int id = from; id < to; id++) {
      weights[id] = weight(distance(logits[id], largest, inverseTemperature));
    }
    sums[block] = sum(weights, from, to);
  }

  /**
   * Adds up by block the weights of tokens nearer to the largest than {@code first}, and collects
   * the ids of those from there to below {@code end}.
   *
   * @param between takes the ids by rising id; has room for all
   * @return how many of them there are
   */
  int split(
      float[] logits,
      float largest,
      float inverseTemperature,
      float first,
      float end,
      float[] weights,
      double[] sums,
      int[] between) {
    int count = 0;
    for (int block = 0; block < sums.length; block++) {
      int from = block * BLOCK;
      int to = Math.min(from + BLOCK, logits.length);
      for (int id = from; id < to; id++) {
        float x = distance(logits[id], largest, inverseTemperature);
        ofBlock[id - from] = x < first ? weights[id] : 0;
        if (x >= first && x < end) {
          between[count++] = id;
        }
      }
      sums[block] = sum(ofBlock, 0, to - from);
    }
    return count;
  }

  /**
   * Returns about the sum of the weights of at least {@code least}: within a block in float32, so
   * to a few millionths.
   */
  final double about(float[] weights, float least) {
    double total = 0;
    for (int from = 0; from < weights.length; from += BLOCK) {
      Arrays.fill(eight, 0);
      addFrom(least, weights, from, Math.min(from + BLOCK, weights.length));
      total +=
          ((eight[0] + eight[1]) + (eight[2] + eight[3]))
              + ((eight[4] + eight[5]) + (eight[6] + eight[7]));
    }
    return total;
  }

  /** Adds the weights of at least {@code least} in a block to {@link #eight}. */
  void addFrom(float least, float[] weights, int from, int to) {
    for (int id = from; id < to; id++) {
      eight[(id - from) % 8] += weights[id] >= least ? weights[id] : 0;
    }
  }

  /** Adds eight interleaved sums, then those in pairs. */
  final double sum(float[] values, int from, int to) {
    Arrays.fill(parts, 0);
    for (int i = from; i < to; i++) {
      parts[(i - from) % 8] += values[i];
    }
    return ((parts[0] + parts[1]) + (parts[2] + parts[3]))
        + ((parts[4] + parts[5]) + (parts[6] + parts[7]));
  }
}
