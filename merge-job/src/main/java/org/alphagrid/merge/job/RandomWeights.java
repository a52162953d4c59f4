package org.alphagrid.merge.job;

import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.WeightRole;
import org.alphagrid.merge.architecture.WeightSlot;
import org.alphagrid.merge.tensor.CounterRandom;

/**
 * Draws normally distributed random numbers that are a function of (seed, tensor name, element
 * index). Matrices keep the size of what they multiply, norms scatter around 1 and biases around 0,
 * so that activations stay sane at any depth.
 */
final class RandomWeights {
  /** Of norm weights and biases. */
  private static final double SMALL = 0.2;

  /** Logits of a tied or separate head then have about this standard deviation. */
  private static final double LOGIT_SCALE = 2;

  /** A sum of four uniform numbers has the variance 4/12. */
  private static final double UNIT = Math.sqrt(3);

  private final CounterRandom random;
  private final double mean;
  private final double scale;

  RandomWeights(DecoderSpec spec, WeightSlot slot, long seed) {
    this.random = CounterRandom.of(seed, slot.name(), 0);
    this.mean = slot.role() == WeightRole.NORM && !spec.norms().unitOffset() ? 1 : 0;
    this.scale = scale(slot);
  }

  private static double scale(WeightSlot slot) {
    int rank = slot.shape().rank();
    if (rank == 1) {
      return SMALL;
    }
    double columns = slot.shape().dimension(rank - 1);
    boolean table = slot.role() == WeightRole.EMBEDDING || slot.role() == WeightRole.HEAD;
    return (table ? LOGIT_SCALE : 1) / Math.sqrt(columns);
  }

  /** Fills {@code values} with the elements from {@code first} on. */
  void fill(float[] values, long first, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = (float) (mean + scale * normal(random.bits(first + i)));
    }
  }

  /** About normal, of mean 0 and variance 1, between -3.5 and 3.5: four uniforms of 16 bits. */
  private static double normal(long bits) {
    long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
    return ((sum + 2) * 0x1p-16 - 2) * UNIT;
  }
}
