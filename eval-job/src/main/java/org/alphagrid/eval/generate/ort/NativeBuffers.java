package org.alphagrid.eval.generate.ort;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** Makes direct buffers in native byte order: the only ones ONNX Runtime wraps without a copy. */
public final class NativeBuffers {
  private NativeBuffers() {}

  public static LongBuffer longs(int count) {
    return bytes(count, Long.BYTES).asLongBuffer();
  }

  public static IntBuffer ints(int count) {
    return bytes(count, Integer.BYTES).asIntBuffer();
  }

  public static FloatBuffer floats(int count) {
    return bytes(count, Float.BYTES).asFloatBuffer();
  }

  private static ByteBuffer bytes(int count, int width) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(count, width))
        .order(ByteOrder.nativeOrder());
  }
}
