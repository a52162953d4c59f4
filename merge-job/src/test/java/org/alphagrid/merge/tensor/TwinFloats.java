package org.alphagrid.merge.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

/** Elements for comparing vector code with its plain twin. */
final class TwinFloats {
  static final int COUNT = 16 * 257 + 13;
  static final float[] SPECIAL = {
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
  private static final BlockCodec CODEC = new BlockCodec();

  private TwinFloats() {}

  static float[] anyFloats(Random random) {
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

  static float[] weights(Random random) {
    float[] values = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      values[i] = (float) random.nextGaussian() * 0.02f;
    }
    return values;
  }

  static byte[] stored(float[] values, float[] decoded) {
    byte[] stored = new byte[2 * COUNT];
    CODEC.encode(DType.BF16, values, COUNT, stored, 0);
    CODEC.decode(DType.BF16, stored, 0, decoded, COUNT);
    return stored;
  }

  static void same(float[] ours, float[] expected) {
    int[] a = new int[ours.length];
    int[] b = new int[ours.length];
    Arrays.setAll(a, i -> Float.floatToRawIntBits(ours[i]));
    Arrays.setAll(b, i -> Float.floatToRawIntBits(expected[i]));
    assertThat(a).isEqualTo(b);
  }
}
