package org.alphagrid.eval.generate.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.alphagrid.eval.onnx.ComputeType;

/**
 * Gives memory of a session's own allocator and tensors over it: what ONNX Runtime's C interface
 * has and its Java interface lacks. A self-test on the device runs before a decoder relies on it.
 */
public final class OrtNative {
  private static final int CREATE_TENSOR_WITH_DATA = 49;
  private static final int CREATE_MEMORY_INFO = 68;
  private static final int ALLOCATOR_ALLOC = 75;
  private static final int ALLOCATOR_FREE = 76;
  private static final int RELEASE_MEMORY_INFO = 94;
  private static final int CREATE_ALLOCATOR = 131;
  private static final int RELEASE_ALLOCATOR = 132;

  private static final int DEVICE_ALLOCATOR = 0;
  private static final int DEFAULT_MEMORY = 0;

  private final OrtApi api;

  private OrtNative(OrtApi api) {
    this.api = api;
  }

  /**
   * Finds the interface in the library that is loaded.
   *
   * @throws IllegalStateException when it is not there
   */
  public static OrtNative find() {
    return new OrtNative(OrtApi.api());
  }

  /** Makes a description of a device's memory; to be released. */
  public Pointer memoryInfo(EngineDevice device, int deviceId) {
    return api.make(
        CREATE_MEMORY_INFO, device.memoryName(), DEVICE_ALLOCATOR, deviceId, DEFAULT_MEMORY);
  }

  public void releaseMemoryInfo(Pointer info) {
    api.call(RELEASE_MEMORY_INFO, info);
  }

  /** Returns the allocator that a session has for such memory; to be released. */
  public Pointer allocator(OrtSession session, Pointer info) {
    return api.make(CREATE_ALLOCATOR, OrtHandles.of(session), info);
  }

  public void releaseAllocator(Pointer allocator) {
    api.call(RELEASE_ALLOCATOR, allocator);
  }

  public Pointer allocate(Pointer allocator, long bytes) {
    return api.make(ALLOCATOR_ALLOC, allocator, bytes);
  }

  public void free(Pointer allocator, Pointer block) {
    api.check(ALLOCATOR_FREE, allocator, block);
  }

  /** Makes a tensor over memory that outlives it. */
  public OnnxTensor tensor(Pointer info, long address, ComputeType type, long... shape) {
    long bytes = type.bytes();
    for (long dimension : shape) {
      bytes = Math.multiplyExact(bytes, dimension);
    }
    Memory dimensions = dimensions(shape);
    Pointer handle =
        api.make(
            CREATE_TENSOR_WITH_DATA,
            info,
            new Pointer(address),
            bytes,
            dimensions,
            (long) shape.length,
            type.onnxNumber());
    return OrtHandles.tensor(handle, type, shape);
  }

  /** Sizes as C reads them. */
  static Memory dimensions(long... shape) {
    Memory dimensions = new Memory(Math.max(1, shape.length) * (long) Long.BYTES);
    dimensions.write(0, shape, 0, shape.length);
    return dimensions;
  }
}
