package org.alphagrid.merge.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Opens the files of a checkpoint's directory: the configuration, the index and the shards it
 * names, or the one shard. Says what a directory is that holds no such model.
 */
final class WeightFiles {
  private WeightFiles() {}

  /**
   * Refuses what is no directory, or one that holds something else than a model.
   *
   * @throws UserException saying what is there
   */
  static void requireModel(Path directory) throws IOException {
    if (!Storage.exists(directory)) {
      throw new UserException("Cannot open checkpoint " + directory + ": no such directory");
    }
    boolean weights = has(directory, Checkpoint.SINGLE) || has(directory, Checkpoint.INDEX);
    if (!weights
        && (has(directory, "adapter_config.json") || has(directory, "adapter_model.safetensors"))) {
      throw new UserException(
          "Cannot open checkpoint %s: it holds an adapter (LoRA), no model; merge the adapter into its model first and give the folder of that"
              .formatted(directory));
    }
  }

  private static boolean has(Path directory, String name) throws IOException {
    return Storage.exists(new Path(directory, name));
  }

  /** Reads {@code config.json}. */
  static String readConfig(Path directory) throws IOException {
    Path file = new Path(directory, Checkpoint.CONFIG);
    try {
      return new String(
          GitLfsPointer.refuse(file, Storage.readBytes(file)), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      throw new UserException(
          "Cannot open checkpoint %s: it has no %s".formatted(directory, Checkpoint.CONFIG), e);
    }
  }

  /**
   * Opens every shard.
   *
   * @return those that the index names, ordered by name, or the one there is
   */
  static List<SafetensorsFile> open(Path directory, ShardBytes.Opener opener) throws IOException {
    List<SafetensorsFile> files = new ArrayList<>();
    try {
      Path index = new Path(directory, Checkpoint.INDEX);
      if (Storage.exists(index)) {
        openIndexed(directory, readWeightMap(index), files, opener);
      } else {
        files.add(openShard(directory, Checkpoint.SINGLE, opener));
      }
      return files;
    } catch (IOException | RuntimeException e) {
      closeAll(files);
      throw e;
    }
  }

  static void closeAll(List<SafetensorsFile> files) throws IOException {
    for (SafetensorsFile file : files) {
      file.close();
    }
  }

  private static SafetensorsFile openShard(Path directory, String name, ShardBytes.Opener opener)
      throws IOException {
    Path path = new Path(directory, name);
    if (!Storage.exists(path)) {
      throw new UserException(
          "Cannot open checkpoint %s: shard %s is missing%s"
              .formatted(directory, name, advice(directory, name)));
    }
    return SafetensorsFile.open(path, opener);
  }

  /** What a directory holds instead of its weights tells what its owner has to do. */
  private static String advice(Path directory, String missing) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (FileStatus status : Storage.fileSystem(directory).listStatus(directory)) {
      names.add(status.getPath().getName());
    }
    for (String name : names) {
      if (name.startsWith("pytorch_model") && name.endsWith(".bin")) {
        return "; %s must be converted to safetensors".formatted(name);
      }
      if (name.endsWith(".gguf")) {
        return "; %s must be converted to safetensors".formatted(name);
      }
    }
    List<String> others = names.stream().filter(name -> name.endsWith(".safetensors")).toList();
    if (!missing.equals(Checkpoint.SINGLE) || others.isEmpty()) {
      return "";
    }
    return "; %s is there, but no %s, which says which tensors each shard holds: fetch it too"
        .formatted(others.get(0), Checkpoint.INDEX);
  }

  private static Map<String, String> readWeightMap(Path index) throws IOException {
    try {
      byte[] bytes = GitLfsPointer.refuse(index, Storage.readBytes(index));
      JsonNode map = new ObjectMapper().readTree(bytes).path("weight_map");
      if (!map.isObject() || map.isEmpty()) {
        throw new UserException("Cannot read %s: it has no weight_map".formatted(index));
      }
      Map<String, String> shardOf = new LinkedHashMap<>();
      map.properties().forEach(entry -> shardOf.put(entry.getKey(), entry.getValue().asText()));
      return shardOf;
    } catch (JacksonException e) {
      throw new UserException(
          "Cannot read %s: not valid JSON: %s".formatted(index, e.getOriginalMessage()), e);
    }
  }

  private static void openIndexed(
      Path directory,
      Map<String, String> shardOf,
      List<SafetensorsFile> files,
      ShardBytes.Opener opener)
      throws IOException {
    Map<String, SafetensorsFile> byName = new HashMap<>();
    for (String name : new TreeSet<>(shardOf.values())) {
      if (name.contains("/") || name.contains("\\")) {
        throw new UserException(
            "Cannot read %s: shard name '%s' leaves the directory"
                .formatted(new Path(directory, Checkpoint.INDEX), name));
      }
      SafetensorsFile file = openShard(directory, name, opener);
      files.add(file);
      byName.put(name, file);
      for (TensorEntry tensor : file.header().tensors()) {
        if (!shardOf.containsKey(tensor.name())) {
          throw new UserException(
              "Cannot read %s: tensor '%s' stands in %s, the index does not name it"
                  .formatted(directory, tensor.name(), name));
        }
        if (!name.equals(shardOf.get(tensor.name()))) {
          throw new UserException(
              "Cannot read %s: tensor '%s' stands in %s, the index says %s"
                  .formatted(directory, tensor.name(), name, shardOf.get(tensor.name())));
        }
      }
    }
    for (Map.Entry<String, String> entry : shardOf.entrySet()) {
      SafetensorsFile file = byName.get(entry.getValue());
      boolean found =
          file.tensor(entry.getKey()) != null || file.header().buffers().contains(entry.getKey());
      if (!found) {
        throw new UserException(
            "Cannot read %s: the index names tensor '%s' in %s, which does not hold it"
                .formatted(directory, entry.getKey(), entry.getValue()));
      }
    }
  }
}
