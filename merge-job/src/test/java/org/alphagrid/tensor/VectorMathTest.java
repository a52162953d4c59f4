package org.alphagrid.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vector kernels give the bits of their plain definition, on random and on special values. */
class VectorMathTest {
  private static final BlockMath PLAIN = BlockMath.scalar();
  private static final BlockMath VECTOR = new VectorMath();
  private static final int COUNT = 16 * 257 + 13;
  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    0x1.fep127f,
    65504f,
    65519.99f,
    65520f,
    0x1p-14f,
    0x1p-24f,
    0x1p-25f,
    -0x1.8p-24f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    Float.intBitsToFloat(0x7f800001),
    Float.intBitsToFloat(0xffffffff)
  };

  @Test
  void thisJvmHasTheVectorModule() {
    assertThat(BlockMath.fastest().name()).startsWith("vector of ");
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyPatternOfSixteenBitsIsDecodedAndEncodedAlike(DType dtype) {
    byte[] stored = new byte[65536 * dtype.bytes()];
    ByteBuffer buffer = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
    for (int bits = 0; bits <= 0xffff; bits++) {
      switch (dtype) {
        case BF16, F16 -> buffer.putShort((short) bits);
        case F32 -> buffer.putInt(bits << 16 | bits);
        case F64 -> buffer.putDouble(Float.intBitsToFloat(bits << 16));
      }
    }
    float[] plain = new float[65536];
    float[] vector = new float[65536];
    PLAIN.decode(dtype, stored, 0, plain, 65536);
    VECTOR.decode(dtype, stored, 0, vector, 65536);
    same(vector, plain);
    byte[] expected = new byte[stored.length];
    byte[] encoded = new byte[stored.length];
    PLAIN.encode(dtype, plain, 65536, expected, 0);
    VECTOR.encode(dtype, plain, 65536, encoded, 0);
    assertThat(encoded).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void anyFloatIsRoundedAlike(DType dtype) {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      float[] values = anyFloats(random);
      byte[] expected = new byte[COUNT * 8 + 2];
      byte[] encoded = new byte[COUNT * 8 + 2];
      PLAIN.encode(dtype, values, COUNT, expected, 2);
      VECTOR.encode(dtype, values, COUNT, encoded, 2);
      assertThat(encoded).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void oneValueThatIsNotFiniteIsSeenWhereverItStands(DType dtype) {
    float[] values = weights(new Random(5));
    byte[] stored = new byte[COUNT * dtype.bytes()];
    PLAIN.encode(dtype, values, COUNT, stored, 0);
    assertThat(VECTOR.allFinite(dtype, stored, 0, COUNT)).isTrue();
    assertThat(PLAIN.allFinite(dtype, stored, 0, COUNT)).isTrue();
    for (int at = 0; at < COUNT; at += 7) {
      float[] one = values.clone();
      one[at] = SPECIAL[17 + at % 5];
      PLAIN.encode(dtype, one, COUNT, stored, 0);
      assertThat(VECTOR.allFinite(dtype, stored, 0, COUNT)).isFalse();
      assertThat(PLAIN.allFinite(dtype, stored, 0, COUNT)).isFalse();
    }
  }

  @Test
  void linearFormsGiveTheBitsOfDecodingCombiningAndEncoding() {
    Random random = new Random(7);
    LinearForm[][] groups = {
      {
        LinearForm.plain(new float[] {0.3f, 0.7f}, 1),
        LinearForm.plain(new float[] {0, 1}, 1),
        LinearForm.plain(new float[] {-3f, 1e30f}, 1),
        LinearForm.plain(new float[] {0.5f, 0.5f}, 1),
        LinearForm.plain(new float[] {0.25f, 0}, 1),
        LinearForm.plain(new float[] {1e-40f, -2f}, 1),
        LinearForm.plain(new float[] {7, 8}, 1),
      },
      {LinearForm.plain(new float[] {0.25f, 0, 0.5f}, 1)},
      {LinearForm.plain(new float[] {0.9f, 0.1f}, 1)},
      {LinearForm.plain(new float[] {3, 0}, 1), LinearForm.plain(new float[] {0.9f, 2}, 1)},
      {LinearForm.plain(new float[] {0, 0, -3}, 1)},
      {
        LinearForm.ofDifferences(new float[] {0.3f, 0.7f}, 1, 1),
        LinearForm.ofDifferences(new float[] {0.3f, 0.7f}, 1, 0.8f),
        LinearForm.ofDifferences(new float[] {0, 0}, 1, 1),
        LinearForm.ofDifferences(new float[] {3, -1e20f}, 1, 1e-9f),
      },
    };
    int refused = 0;
    for (int round = 0; round < 100; round++) {
      for (LinearForm[] forms : groups) {
        byte[][] stored = new byte[forms[0].weights().length][];
        float[][] decoded = new float[stored.length][COUNT];
        float scale = round % 4 == 0 ? 0x1p-120f : round % 4 == 1 ? 0x1p31f : 1;
        boolean any = round % 4 == 3;
        for (int v = 0; v < stored.length; v++) {
          float[] values = any ? anyFloats(random) : weights(random);
          for (int i = 0; i < COUNT; i++) {
            values[i] *= scale;
          }
          stored[v] = stored(values, decoded[v]);
        }
        float[] origin = new float[COUNT];
        byte[] storedOrigin = stored(weights(random), origin);
        byte[][] ours = new byte[forms.length][2 * COUNT];
        boolean done = VECTOR.combineBfloat16(forms, stored, storedOrigin, ours, 0, COUNT);
        refused += done ? 0 : 1;
        // Ordinary weights are never refused.
        assertThat(done || any || scale > 1).isTrue();
        for (int f = 0; f < forms.length && done; f++) {
          assertThat(VECTOR.combinesBfloat16(forms[f])).isTrue();
          byte[] expected = new byte[2 * COUNT];
          float[] merged = new float[COUNT];
          PLAIN.combine(forms[f], decoded, origin, merged, COUNT);
          PLAIN.encode(DType.BF16, merged, COUNT, expected, 0);
          assertThat(ours[f]).as("%s", forms[f]).isEqualTo(expected);
          assertThat(PLAIN.allFinite(DType.BF16, expected, 0, COUNT)).isTrue();
        }
      }
    }
    assertThat(refused).isGreaterThanOrEqualTo(50);
  }

  @Test
  void whatIsNotFiniteIsLeftToTheDefinition() {
    LinearForm one = LinearForm.plain(new float[] {1, 0}, 1);
    for (int at : new int[] {0, 17, COUNT - 1}) {
      for (float special : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
        byte[][] vectors = new byte[2][2 * COUNT];
        float[] values = new float[COUNT];
        values[at] = special;
        for (int v = 0; v < 2; v++) {
          PLAIN.encode(DType.BF16, values, COUNT, vectors[v], 0);
          for (int forms = 1; forms <= 4; forms++) {
            LinearForm[] same = new LinearForm[forms];
            Arrays.fill(same, one);
            byte[][] targets = new byte[forms][2 * COUNT];
            assertThat(VECTOR.combineBfloat16(same, vectors, null, targets, 0, COUNT)).isFalse();
          }
          vectors[v] = new byte[2 * COUNT];
        }
      }
    }
  }

  @Test
  void formsOfManyVectorsAreLeftToTheDefinition() {
    LinearForm three = LinearForm.plain(new float[] {1, 2, 3}, 1);
    LinearForm one = LinearForm.ofDifferences(new float[] {1}, 1, 1);
    LinearForm divided = LinearForm.plain(new float[] {1, 2}, 3);
    LinearForm empty = LinearForm.plain(new float[] {0, 0}, 1);
    for (LinearForm form : new LinearForm[] {three, one, divided, empty}) {
      assertThat(VECTOR.combinesBfloat16(form)).isFalse();
    }
    LinearForm two = LinearForm.plain(new float[] {1, 2}, 1);
    assertThat(PLAIN.combinesBfloat16(two)).isFalse();
    assertThat(
            PLAIN.combineBfloat16(
                new LinearForm[] {two}, new byte[2][64], null, new byte[1][64], 0, 32))
        .isFalse();
  }

  @Test
  void productsAreSummedInTheSameSixteenSums() {
    Random random = new Random(9);
    float[] x = weights(random);
    float[] y = weights(random);
    float[] o = weights(random);
    for (float[] origin : new float[][] {null, o}) {
      for (long first : new long[] {0, 16, 1L << 40, 5}) {
        double[] plain = new double[BlockMath.LANES];
        double[] vector = new double[BlockMath.LANES];
        for (int round = 0; round < 3; round++) {
          PLAIN.addProducts(plain, x, y, origin, first, COUNT);
          VECTOR.addProducts(vector, x, y, origin, first, COUNT);
        }
        assertThat(vector).isEqualTo(plain);
        assertThat(BlockMath.total(vector)).isEqualTo(BlockMath.total(plain));
      }
    }
  }

  @Test
  void runsAreComparedInTheSameSixteenSums() {
    Random random = new Random(19);
    float[] x = weights(random);
    float[] y = weights(random);
    for (int i = 0; i < COUNT; i += 1 + random.nextInt(3)) {
      y[i] = random.nextInt(3) == 0 ? -x[i] : x[i];
    }
    x[5] = 0f;
    y[5] = -0f;
    for (long first : new long[] {0, 32, 5}) {
      double[][] plain = new double[3][BlockMath.LANES];
      double[][] vector = new double[3][BlockMath.LANES];
      for (int round = 0; round < 3; round++) {
        int expected =
            PLAIN.addComparison(plain[0], plain[1], plain[2], x, y, first, COUNT - round);
        assertThat(
                VECTOR.addComparison(vector[0], vector[1], vector[2], x, y, first, COUNT - round))
            .isEqualTo(expected)
            .isBetween(COUNT / 4, COUNT - 2);
      }
      assertThat(vector).isDeepEqualTo(plain);
      double[] products = new double[BlockMath.LANES];
      for (int round = 0; round < 3; round++) {
        PLAIN.addProducts(products, y, y, x, first, COUNT - round);
      }
      assertThat(plain[2]).isEqualTo(products);
    }
  }

  @Test
  void elementsAreDroppedAlike() {
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
  void keptDifferencesAreWeighedAlike() {
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
  void signsAreElectedAlike() {
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

  private static float[] anyFloats(Random random) {
    float[] values = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      boolean special = random.nextInt(4) == 0;
      values[i] =
          special
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : Float.intBitsToFloat(random.nextInt());
    }
    return values;
  }

  private static float[] weights(Random random) {
    float[] values = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      values[i] = (float) random.nextGaussian() * 0.02f;
    }
    return values;
  }

  private static byte[] stored(float[] values, float[] decoded) {
    byte[] stored = new byte[2 * COUNT];
    PLAIN.encode(DType.BF16, values, COUNT, stored, 0);
    PLAIN.decode(DType.BF16, stored, 0, decoded, COUNT);
    return stored;
  }

  private static void same(float[] ours, float[] expected) {
    int[] a = new int[ours.length];
    int[] b = new int[ours.length];
    Arrays.setAll(a, i -> Float.floatToRawIntBits(ours[i]));
    Arrays.setAll(b, i -> Float.floatToRawIntBits(expected[i]));
    assertThat(a).isEqualTo(b);
  }
}
