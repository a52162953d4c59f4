package org.alphagrid.bench.merge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.engine.BoundMerge;
import org.alphagrid.merge.engine.LocalTaskExecutor;
import org.alphagrid.merge.engine.ModelMerge;
import org.alphagrid.merge.engine.OpenParents;
import org.alphagrid.merge.engine.Parent;
import org.alphagrid.merge.engine.ProgressListener;
import org.alphagrid.merge.engine.TensorMerger;
import org.alphagrid.merge.files.HuggingFaceFiles;
import org.alphagrid.merge.job.ModelShapes;
import org.alphagrid.merge.job.RandomCheckpoint;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.SweepForm;
import org.alphagrid.merge.store.CheckpointMerger;
import org.alphagrid.merge.tensor.DType;

/** Writes three random models (direct, think, base) into a scratch folder, and merges them. */
final class BenchParents implements Closeable {
  private static final String SHAPE = "qwen2.5-0.5b";
  private static final List<String> NAMES = List.of("direct", "think", "base");

  /** Counts the parents. */
  static final int COUNT = NAMES.size();

  private static final int WINDOW_BYTES = 1 << 17;

  /** Limits the bytes of a file: all of a model is in one. */
  static final long ONE_SHARD = 5_000_000_000L;

  private final Path folder;
  private final OpenParents parents = new OpenParents(new ArrayList<>(), new ArrayList<>());

  /**
   * Writes and opens them.
   *
   * @param folder made here, deleted when this is closed
   * @param divide layers and vocabulary are divided by it
   */
  BenchParents(Path folder, int divide) throws IOException {
    this.folder = folder;
    delete(folder);
    Files.createDirectories(folder);
    String config = config(divide);
    for (String name : NAMES) {
      org.apache.hadoop.fs.Path path = hadoop(folder.resolve(name));
      new RandomCheckpoint(config, name.hashCode()).write(path, DType.BF16, ONE_SHARD);
      Checkpoint checkpoint = Checkpoint.open(path);
      parents.checkpoints().add(checkpoint);
      parents.parents().add(Parent.of(name, checkpoint));
    }
  }

  private static String config(int divide) throws IOException {
    ObjectNode config = (ObjectNode) new ObjectMapper().readTree(ModelShapes.config(SHAPE));
    for (String key : List.of("num_hidden_layers", "max_window_layers", "vocab_size")) {
      config.put(key, Math.max(1, config.path(key).asInt() / divide));
    }
    return config.toString();
  }

  static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  Path folder() {
    return folder;
  }

  Checkpoint direct() {
    return parents.checkpoints().get(0);
  }

  List<TensorEntry> tensors() {
    return List.copyOf(direct().tensors());
  }

  /** Bytes of one of them. */
  long bytes() {
    return direct().bytes();
  }

  /** Points that differ in what a sweep of the method varies; a single one is in the middle. */
  List<BoundMerge> points(String method, int count) {
    List<BoundMerge> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String value = String.format(Locale.ROOT, "%.2f", count == 1 ? 0.5 : 0.05 + 0.09 * i);
      Map<String, String> given = new HashMap<>();
      given.put(method.equals("surgical") ? "share" : "alpha", value);
      if (method.equals("ties") || method.startsWith("dare")) {
        given.put("density", "0.5");
      }
      points.add(point(method, given));
    }
    return points;
  }

  private BoundMerge point(String name, Map<String, String> given) {
    MergeMethod method = MergeMethod.CATALOG.find(name);
    Map<String, BigDecimal> all = new HashMap<>();
    for (ParameterSpec spec : SweepForm.parameters(method)) {
      if (spec.absent().isEmpty()) {
        all.put(spec.name(), new BigDecimal("0.5"));
      }
    }
    given.forEach((key, value) -> all.put(key, new BigDecimal(value)));
    MergeSettings settings = SweepForm.settings(method, ParameterValues.of(method, all));
    BoundMerge.Operands operands =
        switch (method.base()) {
          case OPERAND -> new BoundMerge.Operands(0, List.of(1));
          case REQUIRED -> new BoundMerge.Operands(2, List.of(0, 1));
          case NONE, OPTIONAL -> BoundMerge.Operands.withoutBase(List.of(0, 1));
        };
    return BoundMerge.of(method, operands, tensors(), tensor -> settings);
  }

  /** Returns how many parents a merge reads. */
  static int read(BoundMerge point) {
    return point.operands().count();
  }

  private ModelMerge merge(List<BoundMerge> points) {
    return new ModelMerge(parents.parents(), tensors(), points, DType.BF16);
  }

  TensorMerger merger(List<BoundMerge> points) {
    return new TensorMerger(merge(points), parents);
  }

  /** Merges a whole model with a number of threads. */
  CheckpointMerger stored(List<BoundMerge> points, long mostShardBytes, int threads) {
    return stored(points, mostShardBytes, threads, ProgressListener.NONE);
  }

  /** Merges a whole model and reports its stages. */
  CheckpointMerger stored(
      List<BoundMerge> points, long mostShardBytes, int threads, ProgressListener follower) {
    return new CheckpointMerger(
        List.of(merge(points)), shards(mostShardBytes), new LocalTaskExecutor(threads, follower));
  }

  List<List<String>> shards(long mostShardBytes) {
    return HuggingFaceFiles.shards(tensors(), DType.BF16, mostShardBytes);
  }

  /** Copies the bytes of some parents from the page cache to the heap in windows. */
  void bulkRead(int count) throws IOException {
    byte[] window = new byte[WINDOW_BYTES];
    for (TensorEntry tensor : tensors()) {
      for (long offset = 0; offset < tensor.bytes(); offset += WINDOW_BYTES) {
        int length = (int) Math.min(WINDOW_BYTES, tensor.bytes() - offset);
        for (Checkpoint parent : parents.checkpoints().subList(0, count)) {
          parent.slice(parent.tensor(tensor.name()), offset, length).get(window, 0, length);
        }
      }
    }
  }

  /** Deletes a folder, if it is there, with everything in it. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    parents.close();
    delete(folder);
  }
}
