package org.alphagrid.generate;

import java.util.Arrays;
import org.alphagrid.protocol.Decoding;

/**
 * Draws a token from logits, in the order of Hugging Face's logits processors: temperature, then
 * top-k, then top-p, then min-p, each on what the one before left.
 *
 * <ul>
 *   <li>Weights are exp((logit - largest) / temperature) in float64; a weight below e^-50 counts as
 *       0, which over five million tokens is less than the rounding of their sum.
 *   <li>Top-k keeps exactly k tokens: among equal logits the lower id.
 *   <li>Top-p keeps a token while those before it, best first, weigh less than p of all that top-k
 *       left (Holtzman et al., 2020, section 3.1).
 *   <li>Min-p keeps weights of at least this share of the largest (Nguyen et al., 2024, section 3).
 *   <li>The draw walks the kept tokens by rising id until their weights pass uniform * total.
 * </ul>
 *
 * <p>Holds scratch space: one instance per thread.
 */
public final class Sampler {
  private static final double LEAST_EXPONENT = -50;
  private static final int FIRST_TOP_P_GUESS = 64;

  private final TopSelection selection;
  private final int[] everyId;
  private final int[] ids;
  private final double[] weights;
  private int kept;

  public Sampler(int vocabularySize) {
    this.selection = new TopSelection(vocabularySize);
    this.everyId = new int[vocabularySize];
    Arrays.setAll(everyId, id -> id);
    this.ids = new int[vocabularySize];
    this.weights = new double[vocabularySize];
  }

  /**
   * Draws one token.
   *
   * @param logits [vocabulary]; not changed
   * @param uniform a random number in [0, 1); not looked at when greedy
   * @throws ArithmeticException when a logit is NaN or none is finite
   */
  public int next(float[] logits, Decoding decoding, double uniform) {
    int best = best(logits);
    if (decoding.greedy()) {
      return best;
    }
    float largest = logits[best];
    keepTopK(logits, decoding.topK());
    double total = weigh(logits, largest, decoding.temperature());
    if (decoding.topP() < 1) {
      keepTopP(logits, largest, decoding, decoding.topP() * total);
    }
    keepMinP(decoding.minP());
    return draw(uniform);
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int id = 0; id < logits.length; id++) {
      if (Float.isNaN(logits[id])) {
        throw new ArithmeticException("Cannot draw a token: the logit of id " + id + " is NaN");
      }
      if (logits[id] > logits[best]) {
        best = id;
      }
    }
    if (Float.isInfinite(logits[best])) {
      throw new ArithmeticException(
          "Cannot draw a token: the largest logit is %s, of id %d (must be finite)"
              .formatted(logits[best], best));
    }
    return best;
  }

  private void keepTopK(float[] logits, int topK) {
    if (topK == 0 || topK >= logits.length) {
      System.arraycopy(everyId, 0, ids, 0, logits.length);
      kept = logits.length;
      return;
    }
    keep(selection.select(logits, everyId, logits.length, topK), topK);
  }

  private void keep(int[] selected, int count) {
    System.arraycopy(selected, 0, ids, 0, count);
    Arrays.sort(ids, 0, count);
    kept = count;
  }

  /** Fills in the weights of the kept ids, drops those that count as 0, and sums the rest. */
  private double weigh(float[] logits, float largest, double temperature) {
    double total = 0;
    int count = 0;
    for (int i = 0; i < kept; i++) {
      double exponent = exponent(logits[ids[i]], largest, temperature);
      if (exponent >= LEAST_EXPONENT) {
        ids[count] = ids[i];
        weights[count] = Math.exp(exponent);
        total += weights[count++];
      }
    }
    kept = count;
    return total;
  }

  private static double exponent(float logit, float largest, double temperature) {
    return ((double) logit - largest) / temperature;
  }

  /** Selects more and more of the best until they weigh enough. */
  private void keepTopP(float[] logits, float largest, Decoding decoding, double wanted) {
    long guess = FIRST_TOP_P_GUESS;
    while (true) {
      int count = (int) Math.min(guess, kept);
      int[] best = selection.select(logits, ids, kept, count);
      double mass = 0;
      int needed = 0;
      while (needed < count && mass < wanted) {
        mass += Math.exp(exponent(logits[best[needed++]], largest, decoding.temperature()));
      }
      if (mass >= wanted || count == kept) {
        keep(best, needed);
        weigh(logits, largest, decoding.temperature());
        return;
      }
      guess *= 8;
    }
  }

  /** The largest weight is always 1. */
  private void keepMinP(double minP) {
    int count = 0;
    for (int i = 0; i < kept; i++) {
      if (weights[i] >= minP) {
        ids[count] = ids[i];
        weights[count++] = weights[i];
      }
    }
    kept = count;
  }

  private int draw(double uniform) {
    double total = 0;
    for (int i = 0; i < kept; i++) {
      total += weights[i];
    }
    double left = uniform * total;
    for (int i = 0; i < kept; i++) {
      left -= weights[i];
      if (left < 0) {
        return ids[i];
      }
    }
    // Only rounding leads here: the walk ended a hair short of the total.
    return ids[kept - 1];
  }
}
