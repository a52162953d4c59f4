package org.alphagrid.eval.generate.sampling;

import java.util.Arrays;
import org.alphagrid.eval.protocol.Decoding;

/**
 * Draws a token from logits, in the order of Hugging Face's logits processors: {@link Penalties},
 * temperature, top-k, top-p, min-p, each on what the one before left.
 *
 * <ul>
 *   <li>Greedy takes the largest logit after penalties, the lowest id among equals.
 *   <li>Weights are e^((logit - largest) / temperature) in float32, summed up in float64; below
 *       e^-50 they count as 0.
 *   <li>Top-k keeps exactly k tokens: among equal logits the lower id.
 *   <li>Top-p keeps a token while those before it, best first, weigh less than p of all that top-k
 *       left (Holtzman et al., 2020, section 3.1).
 *   <li>Min-p keeps weights of at least this share of the largest (Nguyen et al., 2024, section 3).
 *   <li>The draw walks the kept tokens by rising id until their weights pass uniform * total.
 * </ul>
 *
 * <p>Nothing is sorted but the few best, and nothing is allocated. Holds scratch space: one
 * instance per thread.
 */
public final class Sampler {
  private static final int FEW = 64;

  private final Penalties penalties;
  private final GroupMaxima maxima;
  private final TopSelection selection;
  private final TopPCutoff massCut;
  private final int[] everyId;
  private final TokenWeights weights;
  private double[] few = new double[FEW]; // weights of the kept tokens, where they are few
  private int[] ids = new int[FEW]; // the kept tokens by rising id, where they are few
  private int kept;

  public Sampler(int vocabularySize) {
    this.penalties = new Penalties(vocabularySize);
    this.maxima = new GroupMaxima(vocabularySize);
    this.selection = new TopSelection(vocabularySize);
    this.massCut = new TopPCutoff(vocabularySize, selection);
    this.everyId = new int[vocabularySize];
    Arrays.setAll(everyId, id -> id);
    this.weights = new TokenWeights(vocabularySize);
  }

  /**
   * Draws one token.
   *
   * @param logits [vocabulary]; penalties change them in place
   * @param history what the penalties look at
   * @param uniform a random number in [0, 1); not looked at when greedy
   * @throws ArithmeticException when a logit is NaN or none is finite
   */
  public int next(float[] logits, Decoding decoding, TokenHistory history, double uniform) {
    penalties.apply(logits, decoding, history);
    maxima.read(logits);
    int best = maxima.best(logits);
    if (decoding.greedy()) {
      return best;
    }
    float largest = logits[best];
    int kept = decoding.kept(logits.length);
    if (kept < logits.length) {
      keepFew(logits, largest, decoding, bestFirst(logits, kept), kept, -1);
      return drawFew(decoding, uniform);
    }
    double total = weights.weigh(logits, largest, (float) (1 / decoding.temperature()));
    if (decoding.topP() < 1) {
      double wanted = decoding.topP() * total;
      int most = Math.min(FEW, logits.length);
      // Nothing weighs more than 1, so that many cannot always be enough.
      if (most >= wanted
          && keepFew(logits, largest, decoding, bestFirst(logits, most), most, wanted)) {
        return drawFew(decoding, uniform);
      }
      massCut.keep(logits, weights, wanted, total);
    }
    if (decoding.minP() > 0) {
      weights.dropBelow(decoding.minP());
    }
    return weights.draw(uniform);
  }

  private int[] bestFirst(float[] logits, int wanted) {
    if (wanted > maxima.groups()) {
      return selection.select(logits, everyId, logits.length, wanted);
    }
    int count = maxima.collect(logits, wanted);
    return selection.select(logits, maxima.candidates(), count, wanted);
  }

  /**
   * Keeps the first of {@code bestFirst} until they reach top-p of the wanted mass.
   *
   * @param wanted the mass that must be reached, or negative for top-p of these alone
   * @return whether it was reached
   */
  private boolean keepFew(
      float[] logits, float largest, Decoding decoding, int[] bestFirst, int count, double wanted) {
    if (ids.length < count) {
      ids = new int[count];
      few = new double[count];
    }
    float inverse = (float) (1 / decoding.temperature());
    double limit = wanted;
    if (wanted < 0) {
      limit = 0;
      for (int i = 0; i < count; i++) {
        limit += TokenWeights.weight(logits[bestFirst[i]], largest, inverse);
      }
      limit *= decoding.topP();
    }
    boolean everything = wanted < 0 && decoding.topP() == 1;
    double mass = 0;
    kept = 0;
    while (kept < count && (everything || mass < limit)) {
      int id = bestFirst[kept];
      mass += TokenWeights.weight(logits[id], largest, inverse);
      ids[kept++] = id;
    }
    if (wanted >= 0 && mass < wanted) {
      return false;
    }
    Arrays.sort(ids, 0, kept);
    for (int i = 0; i < kept; i++) {
      few[i] = TokenWeights.weight(logits[ids[i]], largest, inverse);
    }
    return true;
  }

  private int drawFew(Decoding decoding, double uniform) {
    double total = 0;
    for (int i = 0; i < kept; i++) {
      // The largest weight is always 1.
      few[i] = few[i] >= decoding.minP() ? few[i] : 0;
      total += few[i];
    }
    return ids[TokenWeights.walk(few, kept, uniform * total)];
  }
}
