package org.alphagrid.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/** Converts runs of elements between stored little-endian bytes and float32. */
public final class BlockCodec {
  private final short[] shorts;

  /**
   * @param elements most elements of one call
   */
  public BlockCodec(int elements) {
    shorts = new short[elements];
  }

  /**
   * Decodes {@code count} elements from the buffer's position on; the buffer is not moved.
   *
   * @param source little-endian
   */
  public void decode(DType dtype, ByteBuffer source, float[] target, int count) {
    decode(dtype, source, target, 0, count);
  }

  /** The same, into {@code target} from {@code at} on. */
  public void decode(DType dtype, ByteBuffer source, float[] target, int at, int count) {
    switch (dtype) {
      case BF16 -> {
        shorts(source).get(shorts, 0, count);
        for (int i = 0; i < count; i++) {
          target[at + i] = FloatCodec.fromBfloat16(shorts[i]);
        }
      }
      case F16 -> {
        shorts(source).get(shorts, 0, count);
        for (int i = 0; i < count; i++) {
          target[at + i] = FloatCodec.fromFloat16(shorts[i]);
        }
      }
      case F32 ->
          source.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(target, at, count);
      case F64 -> {
        var doubles = source.duplicate().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
        for (int i = 0; i < count; i++) {
          target[at + i] = (float) doubles.get(i);
        }
      }
    }
  }

  /** Encodes {@code count} elements, rounding once, to nearest even; starts at byte 0. */
  public void encode(DType dtype, float[] source, int count, byte[] target) {
    ByteBuffer buffer = ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN);
    switch (dtype) {
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          shorts[i] = FloatCodec.toBfloat16(source[i]);
        }
        buffer.asShortBuffer().put(shorts, 0, count);
      }
      case F16 -> {
        for (int i = 0; i < count; i++) {
          shorts[i] = FloatCodec.toFloat16(source[i]);
        }
        buffer.asShortBuffer().put(shorts, 0, count);
      }
      case F32 -> buffer.asFloatBuffer().put(source, 0, count);
      case F64 -> {
        var doubles = buffer.asDoubleBuffer();
        for (int i = 0; i < count; i++) {
          doubles.put(i, source[i]);
        }
      }
    }
  }

  private static ShortBuffer shorts(ByteBuffer source) {
    return source.duplicate().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
  }
}
