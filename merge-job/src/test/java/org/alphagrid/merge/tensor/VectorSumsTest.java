package org.alphagrid.merge.tensor;

import static org.alphagrid.merge.tensor.TwinFloats.COUNT;
import static org.alphagrid.merge.tensor.TwinFloats.weights;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums by vectors give the bits of the plain ones. */
class VectorSumsTest {
  private static final BlockSums PLAIN = new BlockSums();
  private static final BlockSums VECTOR = new VectorSums();

  @Test
  void vectorProductsEqualScalarSums() {
    Random random = new Random(9);
    float[] x = weights(random);
    float[] y = weights(random);
    float[] o = weights(random);
    for (float[] origin : new float[][] {null, o}) {
      for (long first : new long[] {0, 16, 1L << 40, 5}) {
        double[] plain = new double[BlockSums.LANES];
        double[] vector = new double[BlockSums.LANES];
        for (int round = 0; round < 3; round++) {
          PLAIN.addProducts(plain, x, y, origin, first, COUNT);
          VECTOR.addProducts(vector, x, y, origin, first, COUNT);
        }
        assertThat(vector).isEqualTo(plain);
        assertThat(BlockSums.total(vector)).isEqualTo(BlockSums.total(plain));
      }
    }
  }

  @Test
  void vectorComparisonEqualsScalarSums() {
    Random random = new Random(19);
    float[] x = weights(random);
    float[] y = weights(random);
    for (int i = 0; i < COUNT; i += 1 + random.nextInt(3)) {
      y[i] = random.nextInt(3) == 0 ? -x[i] : x[i];
    }
    x[5] = 0f;
    y[5] = -0f;
    for (long first : new long[] {0, 32, 5}) {
      double[][] plain = new double[3][BlockSums.LANES];
      double[][] vector = new double[3][BlockSums.LANES];
      for (int round = 0; round < 3; round++) {
        int expected =
            PLAIN.addComparison(plain[0], plain[1], plain[2], x, y, first, COUNT - round);
        assertThat(
                VECTOR.addComparison(vector[0], vector[1], vector[2], x, y, first, COUNT - round))
            .isEqualTo(expected)
            .isBetween(COUNT / 4, COUNT - 2);
      }
      assertThat(vector).isDeepEqualTo(plain);
      double[] products = new double[BlockSums.LANES];
      for (int round = 0; round < 3; round++) {
        PLAIN.addProducts(products, y, y, x, first, COUNT - round);
      }
      assertThat(plain[2]).isEqualTo(products);
    }
  }
}
