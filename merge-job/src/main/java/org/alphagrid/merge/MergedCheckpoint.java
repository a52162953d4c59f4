package org.alphagrid.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.checkpoint.SafetensorsWriter;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.storage.Storage;
import org.alphagrid.tensor.DType;
import org.apache.hadoop.fs.Path;

/** Writes the weights of one merged model whose tensors may come from several mergers. */
public final class MergedCheckpoint {
  private final Map<String, TensorEntry> tensors = new TreeMap<>();
  private final Map<String, TensorMerger> mergers = new TreeMap<>();
  private final DType dtype;

  /**
   * @param dtype element type of the results
   */
  public MergedCheckpoint(DType dtype) {
    this.dtype = dtype;
  }

  /** Adds tensors that one merger, made for a single recipe, gives. */
  public void add(TensorMerger merger, List<TensorEntry> merged) {
    for (TensorEntry tensor : merged) {
      tensors.put(tensor.name(), tensor);
      mergers.put(tensor.name(), merger);
    }
  }

  /** Every tensor, ordered by name. */
  public List<TensorEntry> tensors() {
    return List.copyOf(tensors.values());
  }

  /**
   * Writes the shards.
   *
   * @param shards names of the tensors of each file
   * @param files one for each shard
   * @return the hexadecimal SHA-256 of each tensor's bytes, by name
   */
  public Map<String, String> write(List<List<String>> shards, List<Path> files) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (int s = 0; s < shards.size(); s++) {
      List<SafetensorsWriter.Announced> announced = new ArrayList<>();
      for (String name : shards.get(s)) {
        announced.add(new SafetensorsWriter.Announced(name, dtype, tensors.get(name).shape()));
      }
      var out = Storage.fileSystem(files.get(s)).create(files.get(s), true);
      SafetensorsWriter writer = new SafetensorsWriter(out, announced);
      try (out) {
        for (String name : shards.get(s)) {
          DigestingSink sink = new DigestingSink(writer::write);
          mergers.get(name).merge(tensors.get(name), List.of(sink));
          digests.put(name, sink.value());
        }
        writer.close();
      }
    }
    return digests;
  }
}
