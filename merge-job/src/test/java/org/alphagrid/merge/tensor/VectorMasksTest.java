package org.alphagrid.merge.tensor;

import static org.alphagrid.merge.tensor.TwinFloats.COUNT;
import static org.alphagrid.merge.tensor.TwinFloats.SPECIAL;
import static org.alphagrid.merge.tensor.TwinFloats.anyFloats;
import static org.alphagrid.merge.tensor.TwinFloats.same;
import static org.alphagrid.merge.tensor.TwinFloats.weights;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Masks by vectors give the bits of the plain ones. */
class VectorMasksTest {
  private static final BlockMasks PLAIN = new BlockMasks();
  private static final BlockMasks VECTOR = new VectorMasks();

  @Test
  void vectorDropEqualsScalarDrop() {
    Random random = new Random(11);
    for (int round = 0; round < 100; round++) {
      float[] values = round == 0 ? anyFloats(random) : weights(random);
      float[] plain = values.clone();
      float[] vector = values.clone();
      int least = Float.floatToRawIntBits(Math.abs(values[random.nextInt(COUNT)]));
      PLAIN.dropBelow(least, plain, COUNT);
      VECTOR.dropBelow(least, vector, COUNT);
      same(vector, plain);
      CounterRandom masks = CounterRandom.of(round, "a.weight", 1);
      double share = random.nextDouble();
      plain = values.clone();
      vector = values.clone();
      PLAIN.dropRandomly(masks, CounterRandom.limit(share), plain, 33L * round, COUNT);
      VECTOR.dropRandomly(masks, CounterRandom.limit(share), vector, 33L * round, COUNT);
      same(vector, plain);
      for (int i = 0; i < COUNT; i++) {
        boolean kept = masks.coarse(33L * round + i) < share;
        int bits = kept ? Float.floatToRawIntBits(values[i]) : 0;
        assertThat(Float.floatToRawIntBits(plain[i])).isEqualTo(bits);
      }
    }
  }

  @Test
  void vectorWeighingEqualsScalarWeighing() {
    Random random = new Random(17);
    for (int round = 0; round < 60; round++) {
      float[] x = round < 3 ? anyFloats(random) : weights(random);
      float[] origin = round < 2 ? anyFloats(random) : weights(random);
      float factor = (float) random.nextGaussian();
      float weight = (float) random.nextGaussian();
      float[] plain = new float[COUNT];
      float[] vector = new float[COUNT];
      int least = Float.floatToRawIntBits(Math.abs(x[3] - origin[3]));
      PLAIN.weighLargest(least, x, origin, factor, weight, plain, COUNT);
      VECTOR.weighLargest(least, x, origin, factor, weight, vector, COUNT);
      same(vector, plain);
      CounterRandom masks = CounterRandom.of(round, "a.weight", 0);
      double share = round < 2 ? round : round == 2 ? 1 - 0x1p-40 : random.nextDouble();
      long limit = CounterRandom.limit(share);
      long first = 4097L * round;
      PLAIN.weighDrawn(masks, limit, x, origin, factor, weight, plain, first, COUNT);
      VECTOR.weighDrawn(masks, limit, x, origin, factor, weight, vector, first, COUNT);
      same(vector, plain);
      for (int i = 0; i < COUNT; i += 5) {
        float kept = masks.coarse(first + i) < share ? x[i] - origin[i] : 0;
        assertThat(Float.floatToIntBits(plain[i]))
            .isEqualTo(Float.floatToIntBits(weight * (factor * kept)));
      }
    }
  }

  @Test
  void vectorSignElectionEqualsScalar() {
    Random random = new Random(13);
    for (int models = 1; models <= 3; models++) {
      float[][] vectors = new float[models][];
      float[] origin = weights(random);
      float[] weights = new float[models];
      for (int m = 0; m < models; m++) {
        vectors[m] = weights(random);
        weights[m] = (float) random.nextGaussian();
        for (int i = 0; i < COUNT; i += 1 + random.nextInt(4)) {
          vectors[m][i] = SPECIAL[random.nextInt(4)];
        }
      }
      for (float[] divisor : new float[][] {null, weights, new float[models]}) {
        float[] plain = new float[COUNT];
        float[] vector = new float[COUNT];
        float lambda = (float) random.nextGaussian();
        PLAIN.addElected(vectors, divisor, origin, lambda, plain, COUNT);
        VECTOR.addElected(vectors, divisor, origin, lambda, vector, COUNT);
        same(vector, plain);
      }
    }
  }

  /** Divided by what float32 leaves of 0.7 - 0.4 - 0.3, elements would be thousands. */
  @Test
  void electedWeightsThatCancelDivideByNothing() {
    float[][] vectors = {{0.5f}, {0.25f}, {0.125f}};
    float[] target = new float[1];
    PLAIN.addElected(vectors, new float[] {0.7f, -0.4f, -0.3f}, new float[1], 1, target, 1);
    assertThat(target[0]).isEqualTo(0.875f);
    PLAIN.addElected(vectors, new float[] {0.7f, -0.4f, -0.2f}, new float[1], 1, target, 1);
    assertThat(target[0]).isCloseTo(8.75f, org.assertj.core.data.Offset.offset(1e-4f));
  }
}
