package org.alphagrid.merge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.checkpoint.LocalModel;
import org.alphagrid.checkpoint.LocalTensor;
import org.alphagrid.checkpoint.TensorBytes;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.checkpoint.WeightDigest;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.tensor.DType;

/** Merges one point into memory, without touching a disk. */
public final class ModelMerger {
  private ModelMerger() {}

  /**
   * A merged model and what identifies it.
   *
   * @param model its tensors, in direct buffers
   * @param digest of its weights, equal to that of the same point stored
   */
  public record Merged(LocalModel model, String digest) {}

  /**
   * Merges every tensor at one point; the bytes are those the merge job would store.
   *
   * @throws org.alphagrid.checkpoint.CheckpointException when a parent holds a value that is not
   *     finite
   */
  public static Merged merge(ParentSet parents, GridPoint point, DType dtype) throws IOException {
    TensorMerger merger = TensorMerger.of(parents, List.of(point), dtype);
    Map<String, LocalTensor> tensors = new TreeMap<>();
    WeightDigest digest = new WeightDigest();
    for (TensorEntry tensor : parents.tensors()) {
      ByteBuffer bytes =
          TensorBytes.allocate(tensor.name(), TensorEntry.byteCount(dtype, tensor.shape()));
      DigestingSink sink = new DigestingSink((block, count) -> bytes.put(block, 0, count));
      merger.merge(tensor, List.of(sink));
      bytes.flip();
      digest.add(tensor.name(), dtype, tensor.shape(), sink.value());
      tensors.put(
          tensor.name(),
          new LocalTensor(tensor.name(), dtype, tensor.shape(), new TensorBytes.InMemory(bytes)));
    }
    return new Merged(
        new LocalModel(point.id(), parents.donor().config(), tensors), digest.value());
  }
}
