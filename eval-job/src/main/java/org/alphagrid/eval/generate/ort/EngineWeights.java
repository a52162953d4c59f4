package org.alphagrid.eval.generate.ort;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.alphagrid.eval.onnx.ComputeType;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.engine.MergedTensors;
import org.alphagrid.merge.engine.TensorSink;
import org.alphagrid.merge.tensor.BlockCodec;
import org.alphagrid.merge.tensor.BlockMath;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;

/**
 * Holds weights in the engine's own tensors: a model merged in memory is written to where it will
 * be computed from, in the type it will be computed in. A session takes the tensors over and frees
 * each as soon as it has laid it out anew, so a model is in memory once even while it is loaded.
 *
 * <p>Tensors may be opened and written by several threads. What no session took is freed on close.
 */
public final class EngineWeights implements MergedTensors, AutoCloseable {
  private static final int CREATE_TENSOR = 48;
  private static final int TENSOR_DATA = 51;
  private static final int DEFAULT_ALLOCATOR = 78;
  private static final int RELEASE_VALUE = 96;

  private final ComputeType compute;
  private final OrtApi api;
  private final Pointer allocator;
  private final ThreadLocal<float[]> widened = ThreadLocal.withInitial(() -> new float[0]);
  private final Map<String, LocalTensor> tensors = new ConcurrentHashMap<>();
  private final Map<String, Pointer> handles = new ConcurrentHashMap<>();

  /**
   * @param options what the model will be computed in
   */
  public EngineWeights(DecoderOptions options) {
    EngineStart.require();
    this.compute = options.compute();
    this.api = OrtApi.api();
    this.allocator = api.make(DEFAULT_ALLOCATOR);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when there is not enough memory
   */
  @Override
  public TensorSink open(TensorEntry tensor, DType dtype) {
    DType type = compute == ComputeType.F32 ? DType.F32 : dtype;
    Pointer data = allocate(tensor.name(), type, tensor.shape());
    return type == dtype ? plain(data) : widening(data, dtype);
  }

  /** Copies a tensor as it is. */
  void add(LocalTensor tensor, ByteBuffer bytes) {
    Pointer data = allocate(tensor.name(), tensor.dtype(), tensor.shape());
    data.getByteBuffer(0, bytes.remaining()).put(bytes.duplicate());
  }

  private Pointer allocate(String name, DType type, Shape shape) {
    long[] sizes = shape.dimensions();
    long length = TensorEntry.byteCount(type, shape);
    Pointer handle;
    try {
      handle =
          api.make(
              CREATE_TENSOR,
              allocator,
              OrtNative.dimensions(sizes),
              (long) sizes.length,
              ComputeType.of(type).onnxNumber());
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "Cannot hold tensor '%s' in memory: %d MiB in %s: %s"
              .formatted(name, length >> 20, type, e.getMessage()),
          e);
    }
    handles.put(name, handle);
    tensors.put(name, new LocalTensor(name, type, shape, new TensorBytes.InEngine(length)));
    return api.make(TENSOR_DATA, handle);
  }

  private static TensorSink plain(Pointer data) {
    long[] end = new long[1];
    return (bytes, count) -> {
      data.write(end[0], bytes, 0, count);
      end[0] += count;
    };
  }

  /**
   * Copies: stored elements become float32 on their way, while they are in the processor's cache.
   */
  private TensorSink widening(Pointer data, DType dtype) {
    BlockCodec codec = BlockMath.fastest().codec();
    long[] end = new long[1];
    return (bytes, count) -> {
      int elements = count / dtype.bytes();
      if (widened.get().length < elements) {
        widened.set(new float[elements]);
      }
      codec.decode(dtype, bytes, 0, widened.get(), elements);
      data.write(end[0], widened.get(), 0, elements);
      end[0] += (long) elements * Float.BYTES;
    };
  }

  /** Returns the model of these tensors, all of which must be written. */
  public LocalModel model(String name, ModelConfig config) {
    return new LocalModel(name, config, new TreeMap<>(tensors));
  }

  /**
   * Returns a tensor's handle, which the caller must release from now on.
   *
   * @throws IllegalArgumentException when it is not here, or was taken before
   */
  Pointer take(String name) {
    Pointer handle = handles.remove(name);
    if (handle == null) {
      throw new IllegalArgumentException(
          "Cannot load tensor '%s': it is not among the engine's %d tensors"
              .formatted(name, handles.size()));
    }
    return handle;
  }

  /** Frees a tensor that was taken. */
  void release(Pointer handle) {
    api.call(RELEASE_VALUE, handle);
  }

  @Override
  public void close() {
    handles.values().forEach(this::release);
    handles.clear();
  }
}
