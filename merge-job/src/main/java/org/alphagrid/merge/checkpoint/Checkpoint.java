package org.alphagrid.merge.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.architecture.WeightLayout;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Holds an open checkpoint directory: every header is read and checked, no tensor is.
 *
 * <p>Tied embeddings are one tensor. A head that is stored all the same is no tensor of the model,
 * as every reader of such files takes it; {@link #redundantHead} tells of it.
 */
public final class Checkpoint implements Closeable {
  /** Names the configuration file. */
  public static final String CONFIG = "config.json";

  /** Names the file of the weights where there is one shard. */
  public static final String SINGLE = "model.safetensors";

  /** Names the index file where there are several shards. */
  public static final String INDEX = "model.safetensors.index.json";

  private final Path directory;
  private final ModelConfig config;
  private final Path overlay;
  private final List<SafetensorsFile> files;
  private final Map<String, SafetensorsFile> fileOf;
  private final Map<String, TensorEntry> tensors;
  private final TensorEntry redundantHead;

  private Checkpoint(Path directory, ModelConfig config, List<SafetensorsFile> files) {
    this.directory = directory;
    this.overlay = null;
    this.config = config;
    this.files = files;
    Map<String, SafetensorsFile> fileOf = new HashMap<>();
    Map<String, TensorEntry> tensors = new TreeMap<>();
    for (SafetensorsFile file : files) {
      for (TensorEntry tensor : file.header().tensors()) {
        SafetensorsFile earlier = fileOf.putIfAbsent(tensor.name(), file);
        if (earlier != null) {
          throw new UserException(
              "Cannot read %s: tensor '%s' stands in %s and in %s"
                  .formatted(
                      directory, tensor.name(), earlier.path().getName(), file.path().getName()));
        }
        tensors.put(tensor.name(), tensor);
      }
    }
    boolean both =
        tensors.containsKey(WeightLayout.HEAD_NAME)
            && tensors.containsKey(WeightLayout.EMBEDDING_NAME);
    this.redundantHead = both && config.tiesHead() ? tensors.remove(WeightLayout.HEAD_NAME) : null;
    this.fileOf = Collections.unmodifiableMap(fileOf);
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  private Checkpoint(Checkpoint below, SafetensorsFile over) {
    this.directory = below.directory;
    this.overlay = over.path();
    this.config = below.config;
    this.redundantHead = below.redundantHead;
    this.files = new ArrayList<>(below.files);
    this.files.add(over);
    Map<String, SafetensorsFile> fileOf = new HashMap<>(below.fileOf);
    Map<String, TensorEntry> tensors = new TreeMap<>(below.tensors);
    for (TensorEntry tensor : over.header().tensors()) {
      fileOf.put(tensor.name(), over);
      tensors.put(tensor.name(), tensor);
    }
    this.fileOf = Collections.unmodifiableMap(fileOf);
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /**
   * Opens a checkpoint.
   *
   * @throws UserException when a file is missing or invalid; see the package documentation
   */
  public static Checkpoint open(Path directory) throws IOException {
    return open(directory, ShardBytes::open);
  }

  /** Opens a directory likewise for one pass over the tensors: local files are read, not mapped. */
  public static Checkpoint openUnmapped(Path directory) throws IOException {
    return open(directory, ShardBytes::openUnmapped);
  }

  private static Checkpoint open(Path directory, ShardBytes.Opener opener) throws IOException {
    FileSystem fileSystem = Storage.fileSystem(directory);
    if (!fileSystem.exists(directory)) {
      throw new UserException("Cannot open checkpoint " + directory + ": no such directory");
    }
    ModelConfig config = readConfig(directory);
    List<SafetensorsFile> files = new ArrayList<>();
    try {
      Path index = new Path(directory, INDEX);
      if (fileSystem.exists(index)) {
        openIndexed(directory, readWeightMap(index), files, opener);
      } else {
        files.add(openShard(directory, SINGLE, opener));
      }
      return new Checkpoint(directory, config, files);
    } catch (IOException | RuntimeException e) {
      closeAll(files);
      throw e;
    }
  }

  private static ModelConfig readConfig(Path directory) throws IOException {
    Path file = new Path(directory, CONFIG);
    try {
      return ModelConfig.parse(file.toString(), Storage.readText(file));
    } catch (FileNotFoundException e) {
      throw new UserException(
          "Cannot open checkpoint %s: it has no %s".formatted(directory, CONFIG), e);
    }
  }

  private static SafetensorsFile openShard(Path directory, String name, ShardBytes.Opener opener)
      throws IOException {
    Path path = new Path(directory, name);
    if (!Storage.exists(path)) {
      boolean pickled = Storage.exists(new Path(directory, "pytorch_model.bin"));
      throw new UserException(
          "Cannot open checkpoint %s: shard %s is missing%s"
              .formatted(
                  directory,
                  name,
                  pickled ? "; pytorch_model.bin must be converted to safetensors" : ""));
    }
    return SafetensorsFile.open(path, opener);
  }

  private static Map<String, String> readWeightMap(Path index) throws IOException {
    try {
      JsonNode map = new ObjectMapper().readTree(Storage.readBytes(index)).path("weight_map");
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
                .formatted(new Path(directory, INDEX), name));
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
      boolean found = byName.get(entry.getValue()).tensor(entry.getKey()) != null;
      if (!found) {
        throw new UserException(
            "Cannot read %s: the index names tensor '%s' in %s, which does not hold it"
                .formatted(directory, entry.getKey(), entry.getValue()));
      }
    }
  }

  /**
   * Returns this checkpoint with some tensors taken from another file. Closing either closes the
   * files of this one.
   */
  public Checkpoint overlaid(Path file) throws IOException {
    return new Checkpoint(this, SafetensorsFile.open(file));
  }

  /** Returns the file some tensors are taken from instead, if any. */
  public Optional<Path> overlay() {
    return Optional.ofNullable(overlay);
  }

  /** Returns the files that hold the weights, in the order of their names. */
  public List<Path> weightFiles() {
    return files.stream().map(SafetensorsFile::path).sorted().toList();
  }

  /** Returns the directory it was opened from. */
  public Path directory() {
    return directory;
  }

  /** Returns the parsed {@code config.json}. */
  public ModelConfig config() {
    return config;
  }

  /** Returns every tensor, ordered by name. */
  public Collection<TensorEntry> tensors() {
    return tensors.values();
  }

  /** Returns one tensor, or null. */
  public TensorEntry tensor(String name) {
    return tensors.get(name);
  }

  /**
   * Returns the head that is stored beside the embedding although the two are tied; null for none.
   */
  public TensorEntry redundantHead() {
    return redundantHead;
  }

  /** Returns the file that holds a tensor. */
  public Path file(TensorEntry tensor) {
    return fileOf.get(tensor.name()).path();
  }

  /** Returns the bytes of all tensors. */
  public long bytes() {
    return tensors.values().stream().mapToLong(TensorEntry::bytes).sum();
  }

  /**
   * Returns some bytes of a tensor, little-endian; valid until the next call by the same thread.
   *
   * @param offset from the tensor's first byte
   */
  public ByteBuffer slice(TensorEntry tensor, long offset, int count) throws IOException {
    return fileOf.get(tensor.name()).slice(tensor, offset, count);
  }

  /**
   * Tells that this thread will take these slices next, in this order: of a remote file they are
   * brought before they are asked for. Costs nothing on local files.
   */
  public void expect(List<TensorSpan> spans) {
    Map<SafetensorsFile, List<TensorSpan>> byFile = new LinkedHashMap<>();
    for (TensorSpan span : spans) {
      byFile.computeIfAbsent(fileOf.get(span.tensor().name()), file -> new ArrayList<>()).add(span);
    }
    byFile.forEach(SafetensorsFile::expect);
  }

  /** Returns the most bytes that {@link #slice} gives at once. */
  public static int maxSliceBytes() {
    return ShardBytes.MAX_SLICE_BYTES;
  }

  /**
   * Returns files beside the weights, such as tokenizer and generation settings, ordered by name.
   */
  public List<Path> companions() throws IOException {
    List<Path> companions = new ArrayList<>();
    for (FileStatus status : Storage.fileSystem(directory).listStatus(directory)) {
      String name = status.getPath().getName();
      if (status.isFile() && isCompanion(name)) {
        companions.add(status.getPath());
      }
    }
    Collections.sort(companions);
    return companions;
  }

  private static boolean isCompanion(String name) {
    return name.startsWith("tokenizer")
        || name.startsWith("chat_template")
        || name.equals("generation_config.json")
        || name.equals("special_tokens_map.json")
        || name.equals("added_tokens.json")
        || name.equals("vocab.json")
        || name.equals("merges.txt");
  }

  /**
   * Returns the model on this machine: its files where they are local, otherwise read into memory.
   */
  public LocalModel local() throws IOException {
    Map<String, LocalTensor> locals = new TreeMap<>();
    expect(tensors.values().stream().map(TensorSpan::whole).toList());
    for (TensorEntry tensor : tensors.values()) {
      locals.put(
          tensor.name(),
          new LocalTensor(tensor.name(), tensor.dtype(), tensor.shape(), localBytes(tensor)));
    }
    return new LocalModel(directory.toString(), config, locals);
  }

  private TensorBytes localBytes(TensorEntry tensor) throws IOException {
    SafetensorsFile file = fileOf.get(tensor.name());
    java.nio.file.Path local = Storage.localFile(file.path());
    if (local != null) {
      return new TensorBytes.InFile(
          local.toRealPath(), file.dataStart() + tensor.begin(), tensor.bytes());
    }
    ByteBuffer buffer = TensorBytes.allocate(tensor.name(), tensor.bytes());
    for (long offset = 0; offset < tensor.bytes(); ) {
      int count = (int) Math.min(maxSliceBytes(), tensor.bytes() - offset);
      buffer.put(slice(tensor, offset, count));
      offset += count;
    }
    return new TensorBytes.InMemory(buffer.flip());
  }

  @Override
  public void close() throws IOException {
    closeAll(files);
  }

  private static void closeAll(List<SafetensorsFile> files) throws IOException {
    for (SafetensorsFile file : files) {
      file.close();
    }
  }
}
