package org.alphagrid.generate;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alphagrid.onnx.ComputeType;

/**
 * The few functions of ONNX Runtime's C interface that its Java interface lacks: memory of a
 * session's own allocator, and tensors over it. They are called in the very library that the Java
 * interface loaded, through its table of functions, whose order is part of the C interface's
 * promise; handles go in and out of Java objects by field and constructor names that are not, which
 * is why {@link DeviceSelfTest} runs before anything relies on them.
 */
final class OrtNative {
  /** The table as of this version; later libraries still hand it out. */
  private static final int API_VERSION = 22;

  private static final int GET_ERROR_MESSAGE = 2;
  private static final int CREATE_TENSOR_WITH_DATA = 49;
  private static final int CREATE_MEMORY_INFO = 68;
  private static final int ALLOCATOR_ALLOC = 75;
  private static final int ALLOCATOR_FREE = 76;
  private static final int RELEASE_STATUS = 93;
  private static final int RELEASE_MEMORY_INFO = 94;
  private static final int CREATE_ALLOCATOR = 131;
  private static final int RELEASE_ALLOCATOR = 132;

  private static final int DEVICE_ALLOCATOR = 0;
  private static final int DEFAULT_MEMORY = 0;

  private final Pointer table;

  private OrtNative(Pointer table) {
    this.table = table;
  }

  /**
   * Finds the interface in the library that is loaded.
   *
   * @throws IllegalStateException when it is not there
   */
  static OrtNative find() {
    Function base = NativeLibrary.getInstance(loadedLibrary()).getFunction("OrtGetApiBase");
    Pointer functions = (Pointer) base.invoke(Pointer.class, new Object[0]);
    Function getApi = Function.getFunction(functions.getPointer(0));
    Pointer table = (Pointer) getApi.invoke(Pointer.class, new Object[] {API_VERSION});
    if (table == null) {
      throw new IllegalStateException(
          "Cannot use ONNX Runtime's C interface: version %d is not there".formatted(API_VERSION));
    }
    return new OrtNative(table);
  }

  private static String loadedLibrary() {
    try {
      return Files.readAllLines(Path.of("/proc/self/maps")).stream()
          .filter(line -> line.contains("/libonnxruntime.so"))
          .map(line -> line.substring(line.indexOf('/')))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "Cannot use ONNX Runtime's C interface: libonnxruntime.so is not loaded"));
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot use ONNX Runtime's C interface: " + e.getMessage(), e);
    }
  }

  /** A description of a device's memory; to be released. */
  Pointer memoryInfo(EngineDevice device, int deviceId) {
    PointerByReference result = new PointerByReference();
    check(
        CREATE_MEMORY_INFO,
        device.memoryName(),
        DEVICE_ALLOCATOR,
        deviceId,
        DEFAULT_MEMORY,
        result);
    return result.getValue();
  }

  void releaseMemoryInfo(Pointer info) {
    call(RELEASE_MEMORY_INFO, info);
  }

  /** The allocator that a session has for such memory; to be released. */
  Pointer allocator(OrtSession session, Pointer info) {
    PointerByReference result = new PointerByReference();
    check(CREATE_ALLOCATOR, handle(session), info, result);
    return result.getValue();
  }

  void releaseAllocator(Pointer allocator) {
    call(RELEASE_ALLOCATOR, allocator);
  }

  Pointer allocate(Pointer allocator, long bytes) {
    PointerByReference result = new PointerByReference();
    check(ALLOCATOR_ALLOC, allocator, bytes, result);
    return result.getValue();
  }

  void free(Pointer allocator, Pointer block) {
    check(ALLOCATOR_FREE, allocator, block);
  }

  /** A tensor over memory that outlives it. */
  OnnxTensor tensor(Pointer info, long address, ComputeType type, long... shape) {
    Memory dimensions = new Memory((long) shape.length * Long.BYTES);
    dimensions.write(0, shape, 0, shape.length);
    long bytes = type.bytes();
    for (long dimension : shape) {
      bytes = Math.multiplyExact(bytes, dimension);
    }
    TensorInfo.OnnxTensorType element = elementType(type);
    PointerByReference result = new PointerByReference();
    check(
        CREATE_TENSOR_WITH_DATA,
        info,
        new Pointer(address),
        bytes,
        dimensions,
        (long) shape.length,
        number(element),
        result);
    return wrap(Pointer.nativeValue(result.getValue()), type, element, shape);
  }

  private static TensorInfo.OnnxTensorType elementType(ComputeType type) {
    return switch (type) {
      case F32 -> TensorInfo.OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT;
      case F16 -> TensorInfo.OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16;
      case BF16 -> TensorInfo.OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16;
    };
  }

  /** As {@code ONNXTensorElementDataType} of the C interface numbers them. */
  private static int number(TensorInfo.OnnxTensorType element) {
    return switch (element) {
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> 1;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> 10;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> 16;
      default -> throw new IllegalArgumentException("Invalid element type: " + element);
    };
  }

  static OnnxJavaType javaType(ComputeType type) {
    return switch (type) {
      case F32 -> OnnxJavaType.FLOAT;
      case F16 -> OnnxJavaType.FLOAT16;
      case BF16 -> OnnxJavaType.BFLOAT16;
    };
  }

  private static OnnxTensor wrap(
      long handle, ComputeType type, TensorInfo.OnnxTensorType element, long[] shape) {
    try {
      Constructor<TensorInfo> info =
          TensorInfo.class.getDeclaredConstructor(
              long[].class, OnnxJavaType.class, TensorInfo.OnnxTensorType.class);
      info.setAccessible(true);
      Constructor<OnnxTensor> tensor =
          OnnxTensor.class.getDeclaredConstructor(long.class, long.class, TensorInfo.class);
      tensor.setAccessible(true);
      // The second handle is not looked at where there is no buffer to copy.
      return tensor.newInstance(handle, 0L, info.newInstance(shape, javaType(type), element));
    } catch (ReflectiveOperationException e) {
      throw layoutChanged(e);
    }
  }

  private static Pointer handle(OrtSession session) {
    try {
      Field field = OrtSession.class.getDeclaredField("nativeHandle");
      field.setAccessible(true);
      return new Pointer(field.getLong(session));
    } catch (ReflectiveOperationException e) {
      throw layoutChanged(e);
    }
  }

  private static IllegalStateException layoutChanged(ReflectiveOperationException e) {
    return new IllegalStateException(
        "Cannot keep the cache in the engine's memory: this version of ONNX Runtime's Java interface is laid out differently: "
            + e,
        e);
  }

  private void check(int function, Object... arguments) {
    Pointer status = (Pointer) function(function).invoke(Pointer.class, arguments);
    if (status != null) {
      Pointer message =
          (Pointer) function(GET_ERROR_MESSAGE).invoke(Pointer.class, new Object[] {status});
      String text = message.getString(0);
      call(RELEASE_STATUS, status);
      throw new IllegalStateException("ONNX Runtime: " + text);
    }
  }

  private void call(int function, Object... arguments) {
    function(function).invokeVoid(arguments);
  }

  private Function function(int index) {
    return Function.getFunction(table.getPointer((long) index * Long.BYTES));
  }
}
