package org.alphagrid.eval.generate.ort;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.sun.jna.Pointer;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import org.alphagrid.eval.onnx.ComputeType;

/**
 * Converts between C handles and ONNX Runtime's Java objects, by names of fields and constructors
 * that are no promise: a version that is laid out differently is an error that says so.
 */
public final class OrtHandles {
  private static final String HANDLE = "nativeHandle";

  private OrtHandles() {}

  static Pointer of(OrtEnvironment environment) {
    return handle(OrtEnvironment.class, environment);
  }

  static Pointer of(OrtSession session) {
    return handle(OrtSession.class, session);
  }

  static Pointer of(OrtSession.SessionOptions options) {
    return handle(OrtSession.SessionOptions.class, options);
  }

  private static <T> Pointer handle(Class<T> type, T object) {
    try {
      Field field = type.getDeclaredField(HANDLE);
      field.setAccessible(true);
      return new Pointer(field.getLong(object));
    } catch (ReflectiveOperationException e) {
      throw layoutChanged(e);
    }
  }

  /** Returns a session that is ready, as a Java object that closes it. */
  static OrtSession session(Pointer handle) {
    try {
      Field allocator = OrtEnvironment.class.getDeclaredField("defaultAllocator");
      allocator.setAccessible(true);
      Constructor<OrtSession> session =
          OrtSession.class.getDeclaredConstructor(long.class, allocator.getType());
      session.setAccessible(true);
      return session.newInstance(
          Pointer.nativeValue(handle), allocator.get(OrtEnvironment.getEnvironment()));
    } catch (ReflectiveOperationException e) {
      throw layoutChanged(e);
    }
  }

  /** Returns a tensor as a Java object that closes it. */
  static OnnxTensor tensor(Pointer handle, ComputeType type, long... shape) {
    try {
      Constructor<TensorInfo> info =
          TensorInfo.class.getDeclaredConstructor(
              long[].class, OnnxJavaType.class, TensorInfo.OnnxTensorType.class);
      info.setAccessible(true);
      Constructor<OnnxTensor> tensor =
          OnnxTensor.class.getDeclaredConstructor(long.class, long.class, TensorInfo.class);
      tensor.setAccessible(true);
      // The second handle is not looked at where there is no buffer to copy.
      return tensor.newInstance(
          Pointer.nativeValue(handle),
          0L,
          info.newInstance(shape, javaType(type), elementType(type)));
    } catch (ReflectiveOperationException e) {
      throw layoutChanged(e);
    }
  }

  private static TensorInfo.OnnxTensorType elementType(ComputeType type) {
    return switch (type) {
      case F32 -> TensorInfo.OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT;
      case F16 -> TensorInfo.OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16;
      case BF16 -> TensorInfo.OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16;
    };
  }

  public static OnnxJavaType javaType(ComputeType type) {
    return switch (type) {
      case F32 -> OnnxJavaType.FLOAT;
      case F16 -> OnnxJavaType.FLOAT16;
      case BF16 -> OnnxJavaType.BFLOAT16;
    };
  }

  private static IllegalStateException layoutChanged(ReflectiveOperationException e) {
    return new IllegalStateException(
        "Cannot use ONNX Runtime's C interface: this version of its Java interface is laid out differently: "
            + e,
        e);
  }
}
