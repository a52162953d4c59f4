package org.alphagrid.generate;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.sun.jna.Memory;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Float32 memory of the machine itself. It comes from malloc: pages become real when they are first
 * written, the JVM's limit on direct buffers does not apply, and closing gives it back at once.
 */
final class HostCacheMemory implements CacheMemory {
  /** A Java buffer is indexed by int. */
  static final long MOST_VALUES = Integer.MAX_VALUE / Float.BYTES;

  private final long values;
  private final List<Memory> blocks = new ArrayList<>();
  private final List<FloatBuffer> buffers = new ArrayList<>();

  /**
   * @param values of each tensor, at most {@link #MOST_VALUES}
   * @throws IllegalStateException when the memory is not to be had
   */
  HostCacheMemory(int tensors, long values) {
    this.values = values;
    long bytes = values * Float.BYTES;
    try {
      for (int tensor = 0; tensor < tensors; tensor++) {
        Memory block = new Memory(bytes);
        blocks.add(block);
        buffers.add(block.getByteBuffer(0, bytes).order(ByteOrder.nativeOrder()).asFloatBuffer());
      }
    } catch (OutOfMemoryError e) {
      close();
      throw new IllegalStateException(
          "Cannot allocate a cache of %d MiB: out of memory (lower eval.engine.cacheMiB or batch)"
              .formatted((tensors * bytes) >> 20),
          e);
    }
  }

  @Override
  public long values() {
    return values;
  }

  @Override
  public OnnxTensor view(int tensor, long begin, long... shape) {
    long count = 1;
    for (long dimension : shape) {
      count = Math.multiplyExact(count, dimension);
    }
    FloatBuffer part = buffers.get(tensor).slice(Math.toIntExact(begin), Math.toIntExact(count));
    try {
      return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), part, shape);
    } catch (OrtException e) {
      throw new IllegalStateException("Cannot bind a cache: " + e.getMessage(), e);
    }
  }

  @Override
  public void copy(int tensor, long from, long to, long count) {
    FloatBuffer buffer = buffers.get(tensor);
    buffer.put(Math.toIntExact(to), buffer, Math.toIntExact(from), Math.toIntExact(count));
  }

  @Override
  public void close() {
    buffers.clear();
    blocks.forEach(Memory::close);
    blocks.clear();
  }
}
