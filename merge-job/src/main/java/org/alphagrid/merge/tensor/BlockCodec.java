package org.alphagrid.merge.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Converts stored elements, little-endian bytes, to and from float32. This class is the plain
 * definition; {@link VectorCodec} gives the same bits faster.
 */
public class BlockCodec {
  BlockCodec() {}

  /**
   * Decodes {@code count} elements to float32; float64 is rounded.
   *
   * @param at first byte
   */
  public void decode(DType dtype, byte[] source, int at, float[] target, int count) {
    decode(dtype, source, at, target, 0, count);
  }

  final void decode(DType dtype, byte[] source, int at, float[] target, int from, int count) {
    ByteBuffer buffer = buffer(source, at, (count - from) * dtype.bytes(), from * dtype.bytes());
    switch (dtype) {
      case BF16 -> {
        for (int i = from; i < count; i++) {
          target[i] = FloatCodec.fromBfloat16(buffer.getShort());
        }
      }
      case F16 -> {
        for (int i = from; i < count; i++) {
          target[i] = FloatCodec.fromFloat16(buffer.getShort());
        }
      }
      case F32 -> buffer.asFloatBuffer().get(target, from, count - from);
      case F64 -> {
        for (int i = from; i < count; i++) {
          target[i] = (float) buffer.getDouble();
        }
      }
    }
  }

  /**
   * Encodes {@code count} elements, rounding once, to nearest even.
   *
   * @param at first byte
   */
  public void encode(DType dtype, float[] source, int count, byte[] target, int at) {
    encode(dtype, source, 0, count, target, at);
  }

  final void encode(DType dtype, float[] source, int from, int count, byte[] target, int at) {
    ByteBuffer buffer = buffer(target, at, (count - from) * dtype.bytes(), from * dtype.bytes());
    switch (dtype) {
      case BF16 -> {
        for (int i = from; i < count; i++) {
          buffer.putShort(FloatCodec.toBfloat16(source[i]));
        }
      }
      case F16 -> {
        for (int i = from; i < count; i++) {
          buffer.putShort(FloatCodec.toFloat16(source[i]));
        }
      }
      case F32 -> buffer.asFloatBuffer().put(source, from, count - from);
      case F64 -> {
        for (int i = from; i < count; i++) {
          buffer.putDouble(source[i]);
        }
      }
    }
  }

  private static ByteBuffer buffer(byte[] bytes, int at, int length, int skipped) {
    return ByteBuffer.wrap(bytes, at + skipped, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns whether none of the stored elements is infinite or no number. */
  public boolean allFinite(DType dtype, byte[] source, int at, int count) {
    return allFinite(dtype, source, at, 0, count);
  }

  final boolean allFinite(DType dtype, byte[] source, int at, int from, int count) {
    ByteBuffer buffer = buffer(source, at, (count - from) * dtype.bytes(), from * dtype.bytes());
    boolean finite = true;
    for (int i = from; i < count; i++) {
      finite &=
          switch (dtype) {
            case BF16 -> (buffer.getShort() & 0x7f80) != 0x7f80;
            case F16 -> (buffer.getShort() & 0x7c00) != 0x7c00;
            case F32 -> Float.isFinite(buffer.getFloat());
            case F64 -> Double.isFinite(buffer.getDouble());
          };
    }
    return finite;
  }
}
