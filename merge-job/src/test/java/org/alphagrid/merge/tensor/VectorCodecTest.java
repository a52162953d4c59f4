package org.alphagrid.merge.tensor;

import static org.alphagrid.merge.tensor.TwinFloats.COUNT;
import static org.alphagrid.merge.tensor.TwinFloats.SPECIAL;
import static org.alphagrid.merge.tensor.TwinFloats.anyFloats;
import static org.alphagrid.merge.tensor.TwinFloats.same;
import static org.alphagrid.merge.tensor.TwinFloats.weights;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vector codec gives the bits of the plain one, on every pattern and on special values. */
class VectorCodecTest {
  private static final BlockCodec PLAIN = new BlockCodec();
  private static final BlockCodec VECTOR = new VectorCodec();

  @Test
  void thisJvmHasTheVectorModule() {
    assertThat(BlockMath.fastest().name()).startsWith("vector of ");
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void vectorCodecEqualsScalarForAllSixteenBitPatterns(DType dtype) {
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
  void vectorRoundingEqualsScalarRounding(DType dtype) {
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
  void nonFiniteValueIsFoundInAnyLane(DType dtype) {
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
}
