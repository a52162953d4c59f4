package org.alphagrid.merge.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FloatCodecTest {
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
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    65504f,
    65519.99f,
    65520f,
    0x1p-24f,
    0x1p-25f,
    0x1.000002p-25f,
    0x1.8p-24f,
    6.1e-5f,
    6.097e-5f
  };

  @Test
  void decodingThenEncodingIsExact() {
    for (int bits = 0; bits <= 0xffff; bits++) {
      float bfloat16 = FloatCodec.fromBfloat16((short) bits);
      if (!Float.isNaN(bfloat16)) {
        assertThat(FloatCodec.toBfloat16(bfloat16)).isEqualTo((short) bits);
      }
      float half = FloatCodec.fromFloat16((short) bits);
      if (!Float.isNaN(half)) {
        assertThat(FloatCodec.toFloat16(half)).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void nanKeepsItsSign() {
    for (int bits : new int[] {0x7f800001, 0x7fffffff, 0xff800001, 0xffffffff, 0x7fc00000}) {
      float nan = Float.intBitsToFloat(bits);
      assertThat(FloatCodec.fromBfloat16(FloatCodec.toBfloat16(nan))).isNaN();
      assertThat(FloatCodec.fromFloat16(FloatCodec.toFloat16(nan))).isNaN();
      assertThat(FloatCodec.toBfloat16(nan) < 0).isEqualTo(bits < 0);
      assertThat(FloatCodec.toFloat16(nan) < 0).isEqualTo(bits < 0);
    }
  }

  @Test
  void bfloat16RoundsToTheNearestAndTiesToEven() {
    checkAgainstSearch(FloatCodec::fromBfloat16, FloatCodec::toBfloat16, 0x1p128);
  }

  @Test
  void float16RoundsToTheNearestAndTiesToEven() {
    checkAgainstSearch(FloatCodec::fromFloat16, FloatCodec::toFloat16, 0x1p16);
  }

  /** The slow twin: all finite values in a sorted map, the nearest found by comparing distances. */
  private static void checkAgainstSearch(
      Function<Short, Float> decode, Function<Float, Short> encode, double firstTooLarge) {
    TreeMap<Double, Integer> magnitudes = new TreeMap<>();
    for (int bits = 0; bits <= 0x7fff; bits++) {
      float value = decode.apply((short) bits);
      if (Float.isFinite(value)) {
        magnitudes.put((double) value, bits);
      }
    }
    int infinity = magnitudes.lastEntry().getValue() + 1;
    magnitudes.put(firstTooLarge, infinity);
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      float value = i < SPECIAL.length ? SPECIAL[i] : Float.intBitsToFloat(random.nextInt());
      if (!Float.isNaN(value)) {
        int sign = Float.floatToRawIntBits(value) < 0 ? 0x8000 : 0;
        int expected = sign | nearest(magnitudes, Math.abs((double) value), infinity);
        assertThat(encode.apply(value)).as("%s", value).isEqualTo((short) expected);
      }
    }
  }

  private static int nearest(TreeMap<Double, Integer> magnitudes, double value, int infinity) {
    Map.Entry<Double, Integer> below = magnitudes.floorEntry(value);
    Map.Entry<Double, Integer> above = magnitudes.ceilingEntry(value);
    if (above == null) {
      return infinity;
    }
    double down = value - below.getKey();
    double up = above.getKey() - value;
    if (down == up) {
      return below.getValue() % 2 == 0 ? below.getValue() : above.getValue();
    }
    return down < up ? below.getValue() : above.getValue();
  }
}
