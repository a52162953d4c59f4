package org.alphagrid.eval.generate;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alphagrid.eval.generate.ort.EngineDevice;
import org.alphagrid.eval.generate.ort.OrtNative;
import org.alphagrid.eval.onnx.ComputeType;
import org.alphagrid.eval.onnx.CopyGraph;

/**
 * Holds memory of the engine's own allocator, so that keys and values never leave the device. It is
 * moved by a graph that copies, on the device too.
 */
final class DeviceCacheMemory implements CacheMemory {
  private final OrtNative ort;
  private final ComputeType type;
  private final long values;
  private final OrtSession copier;
  private final Pointer info;
  private final Pointer allocator;
  private final List<Pointer> blocks = new ArrayList<>();

  /**
   * @param session whose allocator gives the memory
   * @param copier a session of {@link CopyGraph} on that device
   * @throws IllegalStateException when the memory is not to be had
   */
  DeviceCacheMemory(
      OrtSession session,
      OrtSession copier,
      EngineDevice device,
      int deviceId,
      ComputeType type,
      int tensors,
      long values) {
    this.ort = OrtNative.find();
    this.type = type;
    this.values = values;
    this.copier = copier;
    this.info = ort.memoryInfo(device, deviceId);
    this.allocator = ort.allocator(session, info);
    try {
      for (int tensor = 0; tensor < tensors; tensor++) {
        blocks.add(ort.allocate(allocator, values * type.bytes()));
      }
    } catch (IllegalStateException e) {
      close();
      throw new IllegalStateException(
          "Cannot allocate a cache of %d MiB on %s: %s (lower eval.engine.cacheMiB or batch)"
              .formatted((tensors * values * type.bytes()) >> 20, device.key(), e.getMessage()),
          e);
    }
  }

  @Override
  public long values() {
    return values;
  }

  @Override
  public OnnxTensor view(int tensor, long begin, long... shape) {
    long address = Pointer.nativeValue(blocks.get(tensor)) + begin * type.bytes();
    return ort.tensor(info, address, type, shape);
  }

  /** Moves in pieces no longer than the distance where source and target overlap. */
  @Override
  public void copy(int tensor, long from, long to, long count) {
    long distance = Math.abs(to - from);
    if (distance == 0) {
      return;
    }
    long left = count;
    while (left > 0) {
      long piece = Math.min(left, distance);
      // Upwards the last piece goes first, downwards the first.
      long offset = to > from ? left - piece : count - left;
      copyPiece(tensor, from + offset, to + offset, piece);
      left -= piece;
    }
  }

  private void copyPiece(int tensor, long from, long to, long count) {
    try (OnnxTensor source = view(tensor, from, count);
        OnnxTensor target = view(tensor, to, count)) {
      copier
          .run(Map.of(CopyGraph.INPUT, source), Set.of(), Map.of(CopyGraph.OUTPUT, target))
          .close();
    } catch (OrtException e) {
      throw new IllegalStateException("Cannot move the cache: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    blocks.forEach(block -> ort.free(allocator, block));
    blocks.clear();
    ort.releaseAllocator(allocator);
    ort.releaseMemoryInfo(info);
  }
}
