package org.alphagrid.eval.generate;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.eval.generate.ort.OrtHandles;
import org.alphagrid.eval.onnx.ComputeType;

/**
 * Holds memory of the machine itself. It comes from malloc: pages become real when they are first
 * written, the JVM's limit on direct buffers does not apply, and closing gives it back at once.
 */
final class HostCacheMemory implements CacheMemory {
  private final ComputeType type;
  private final long values;
  private final List<Memory> blocks = new ArrayList<>();
  private final List<ByteBuffer> buffers = new ArrayList<>();

  /**
   * @param values of each tensor, at most {@link #mostValues}
   * @throws IllegalStateException when the memory is not to be had
   */
  HostCacheMemory(ComputeType type, int tensors, long values) {
    this.type = type;
    this.values = values;
    long bytes = values * type.bytes();
    try {
      for (int tensor = 0; tensor < tensors; tensor++) {
        Memory block = new Memory(bytes);
        blocks.add(block);
        buffers.add(block.getByteBuffer(0, bytes));
      }
    } catch (OutOfMemoryError e) {
      close();
      throw new IllegalStateException(
          "Cannot allocate a cache of %d MiB: out of memory (lower eval.engine.cacheMiB or batch)"
              .formatted((tensors * bytes) >> 20),
          e);
    }
  }

  /** Returns how many values of a type one Java buffer can hold: it is indexed by int. */
  static long mostValues(ComputeType type) {
    return Integer.MAX_VALUE / type.bytes();
  }

  @Override
  public long values() {
    return values;
  }

  @Override
  public OnnxTensor view(int tensor, long begin, long... shape) {
    long count = type.bytes();
    for (long dimension : shape) {
      count = Math.multiplyExact(count, dimension);
    }
    ByteBuffer part =
        buffers
            .get(tensor)
            .slice(Math.toIntExact(begin * type.bytes()), Math.toIntExact(count))
            .order(ByteOrder.nativeOrder());
    try {
      return OnnxTensor.createTensor(
          OrtEnvironment.getEnvironment(), part, shape, OrtHandles.javaType(type));
    } catch (OrtException e) {
      throw new IllegalStateException("Cannot bind a cache: " + e.getMessage(), e);
    }
  }

  @Override
  public void copy(int tensor, long from, long to, long count) {
    ByteBuffer buffer = buffers.get(tensor);
    int width = type.bytes();
    buffer.put(
        Math.toIntExact(to * width),
        buffer,
        Math.toIntExact(from * width),
        Math.toIntExact(count * width));
  }

  @Override
  public void close() {
    buffers.clear();
    blocks.forEach(Memory::close);
    blocks.clear();
  }
}
