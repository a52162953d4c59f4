package org.alphagrid.merge.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.architecture.ModelConfig;

/**
 * Holds a model ready to be run on this machine: its tensors by name and its configuration.
 *
 * @param name what messages call it, for example a directory or a point id
 * @param config the parsed {@code config.json}
 * @param tensors every tensor by its checkpoint name
 */
public record LocalModel(String name, ModelConfig config, Map<String, LocalTensor> tensors) {
  public LocalModel {
    tensors = Map.copyOf(tensors);
  }

  static LocalModel of(Checkpoint checkpoint) throws IOException {
    Map<String, LocalTensor> locals = new TreeMap<>();
    checkpoint.expect(checkpoint.tensors().stream().map(TensorSpan::whole).toList());
    for (TensorEntry tensor : checkpoint.tensors()) {
      locals.put(
          tensor.name(),
          new LocalTensor(
              tensor.name(), tensor.dtype(), tensor.shape(), bytes(checkpoint, tensor)));
    }
    return new LocalModel(checkpoint.directory().toString(), checkpoint.config(), locals);
  }

  private static TensorBytes bytes(Checkpoint checkpoint, TensorEntry tensor) throws IOException {
    SafetensorsFile file = checkpoint.shard(tensor);
    Path local = Storage.localFile(file.path());
    if (local != null) {
      return new TensorBytes.InFile(
          local.toRealPath(), file.dataStart() + tensor.begin(), tensor.bytes());
    }
    ByteBuffer buffer = TensorBytes.allocate(tensor.name(), tensor.bytes());
    for (long offset = 0; offset < tensor.bytes(); ) {
      int count = (int) Math.min(Checkpoint.maxSliceBytes(), tensor.bytes() - offset);
      buffer.put(checkpoint.slice(tensor, offset, count));
      offset += count;
    }
    return new TensorBytes.InMemory(buffer.flip());
  }
}
