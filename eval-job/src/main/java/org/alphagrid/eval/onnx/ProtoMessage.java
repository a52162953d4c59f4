package org.alphagrid.eval.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes one message in the Protocol Buffers wire format: fields in the order of the calls, varint,
 * fixed32 and length-delimited only, which is all that ONNX models use.
 */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private byte[] bytes = new byte[64];
  private int size;

  /** Adds an integer or enum field. */
  ProtoMessage integer(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  /** Adds a float field. */
  ProtoMessage number(int field, float value) {
    tag(field, FIXED32);
    int bits = Float.floatToRawIntBits(value);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      append((byte) (bits >>> shift));
    }
    return this;
  }

  /** Adds a string field. */
  ProtoMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a bytes field. */
  ProtoMessage bytes(int field, byte[] value) {
    delimited(field, value, value.length);
    return this;
  }

  /** Adds a nested message, complete at the time of the call. */
  ProtoMessage message(int field, ProtoMessage value) {
    delimited(field, value.bytes, value.size);
    return this;
  }

  /** Returns what was written so far. */
  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Floats as the little-endian bytes that {@code raw_data} holds. */
  static byte[] rawData(float[] values) {
    ByteBuffer raw =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return raw.array();
  }

  /** Longs as the little-endian bytes that {@code raw_data} holds. */
  static byte[] rawData(long[] values) {
    ByteBuffer raw =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Long.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return raw.array();
  }

  private void tag(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      append((byte) (rest | 0x80));
      rest >>>= 7;
    }
    append((byte) rest);
  }

  private void delimited(int field, byte[] value, int length) {
    tag(field, LENGTH_DELIMITED);
    varint(length);
    reserve(length);
    System.arraycopy(value, 0, bytes, size, length);
    size += length;
  }

  private void append(byte value) {
    reserve(1);
    bytes[size++] = value;
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, 1L << 30)));
    }
  }
}
