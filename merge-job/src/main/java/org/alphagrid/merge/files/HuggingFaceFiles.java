package org.alphagrid.merge.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.tensor.DType;
import org.apache.hadoop.fs.Path;

/** Cuts a stored model into shards and writes the files beside them that other tools need. */
public final class HuggingFaceFiles {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private HuggingFaceFiles() {}

  /** Cuts tensors, in order, into shards of at most some bytes or of one tensor. */
  public static List<List<String>> shards(
      Collection<TensorEntry> tensors, DType dtype, long maxShardBytes) {
    List<List<String>> shards = new ArrayList<>();
    List<String> current = new ArrayList<>();
    long bytes = 0;
    for (TensorEntry tensor : tensors) {
      long size = TensorEntry.byteCount(dtype, tensor.shape());
      if (!current.isEmpty() && bytes + size > maxShardBytes) {
        shards.add(List.copyOf(current));
        current.clear();
        bytes = 0;
      }
      current.add(tensor.name());
      bytes += size;
    }
    shards.add(List.copyOf(current));
    return shards;
  }

  /** Returns the file name of one shard, counted from 0. */
  public static String shardName(int index, int count) {
    return count == 1
        ? Checkpoint.SINGLE
        : "model-%05d-of-%05d.safetensors".formatted(index + 1, count);
  }

  /** Returns all shard files of some models that are cut alike. */
  public static List<Path> shardFiles(List<Path> folders, int count) {
    List<Path> files = new ArrayList<>();
    for (Path folder : folders) {
      for (int shard = 0; shard < count; shard++) {
        files.add(new Path(folder, shardName(shard, count)));
      }
    }
    return files;
  }

  /** Writes the index, unless there is a single shard. */
  public static void writeIndex(
      Path folder, List<List<String>> shards, Collection<TensorEntry> tensors, DType dtype)
      throws IOException {
    if (shards.size() == 1) {
      return;
    }
    ObjectNode root = JSON.createObjectNode();
    long total = 0;
    for (TensorEntry tensor : tensors) {
      total += TensorEntry.byteCount(dtype, tensor.shape());
    }
    root.putObject("metadata").put("total_size", total);
    ObjectNode map = root.putObject("weight_map");
    for (int shard = 0; shard < shards.size(); shard++) {
      String name = shardName(shard, shards.size());
      shards.get(shard).forEach(tensor -> map.put(tensor, name));
    }
    write(folder, Checkpoint.INDEX, JSON.writeValueAsBytes(root));
  }

  /** Writes one file. */
  public static void write(Path folder, String name, byte[] content) throws IOException {
    Storage.write(new Path(folder, name), content);
  }
}
