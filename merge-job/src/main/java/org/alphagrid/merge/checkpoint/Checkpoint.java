package org.alphagrid.merge.checkpoint;

import java.io.Closeable;
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
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.architecture.WeightLayout;
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
  private final Checkpoint stored;
  private final Reading reading;
  private final String configText;
  private final ModelConfig config;
  private final Path overlay;
  private final List<SafetensorsFile> files;
  private final Map<String, SafetensorsFile> fileOf;
  private final Map<String, TensorEntry> tensors;
  private final TensorEntry redundantHead;

  private Checkpoint(
      Path directory, String configText, ModelConfig config, List<SafetensorsFile> files) {
    this.directory = directory;
    this.stored = this;
    this.reading = Reading.AS_STORED;
    this.overlay = null;
    this.configText = configText;
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
    this.stored = below.stored;
    this.reading = below.reading;
    this.overlay = over.path();
    this.configText = below.configText;
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

  private Checkpoint(Checkpoint below, Reading reading) {
    this.directory = below.directory;
    this.stored = below.stored;
    this.reading = reading;
    this.overlay = null;
    this.files = below.files;
    this.redundantHead = below.redundantHead;
    Map<String, SafetensorsFile> fileOf = new HashMap<>();
    Map<String, TensorEntry> tensors = new TreeMap<>();
    for (TensorEntry tensor : below.tensors()) {
      for (TensorEntry read : reading.of(tensor, below)) {
        fileOf.put(read.name(), below.fileOf.get(tensor.name()));
        tensors.put(read.name(), read);
      }
    }
    this.fileOf = Collections.unmodifiableMap(fileOf);
    this.tensors = Collections.unmodifiableMap(tensors);
    this.configText = reading.configuration(below.configText);
    this.config = ModelConfig.parse(below.config.source(), configText);
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
    WeightFiles.requireModel(directory);
    String configText = WeightFiles.readConfig(directory);
    ModelConfig config = ModelConfig.parse(new Path(directory, CONFIG).toString(), configText);
    QuantizedWeights.refuse(directory, config);
    List<SafetensorsFile> files = WeightFiles.open(directory, opener);
    try {
      return new Checkpoint(directory, configText, config, files);
    } catch (RuntimeException e) {
      WeightFiles.closeAll(files);
      throw e;
    }
  }

  /**
   * Returns this checkpoint with some tensors taken from another file. Closing either closes the
   * files of this one.
   */
  public Checkpoint overlaid(Path file) throws IOException {
    return new Checkpoint(this, SafetensorsFile.open(file));
  }

  /**
   * Returns this checkpoint, which has no overlay, read in another way. Closing either closes the
   * files of this one.
   */
  public Checkpoint as(Reading other) {
    return other.equals(Reading.AS_STORED) ? stored : new Checkpoint(stored, other);
  }

  /** Returns how it is read. */
  public Reading reading() {
    return reading;
  }

  /** Returns the same as it is on the disk, whatever it is read as. */
  public Checkpoint asStored() {
    return stored;
  }

  /** Returns {@code config.json}, with what its reading changes. */
  public String configText() {
    return configText;
  }

  /** Returns the names of stored tensors that are no weights, such as masks. */
  public List<String> buffers() {
    return files.stream().flatMap(file -> file.header().buffers().stream()).sorted().toList();
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
   * Returns files beside the weights, such as tokenizer and generation settings, by the names they
   * have in the directory, which may name a folder in it.
   */
  public SortedMap<String, Path> companions() throws IOException {
    return CompanionNames.in(directory);
  }

  /**
   * Returns the model on this machine: its files where they are local, otherwise read into memory.
   */
  public LocalModel local() throws IOException {
    return LocalModel.of(this);
  }

  /** Returns the open file that holds a tensor. */
  SafetensorsFile shard(TensorEntry tensor) {
    return fileOf.get(tensor.name());
  }

  @Override
  public void close() throws IOException {
    WeightFiles.closeAll(files);
  }
}
