package org.alphagrid.merge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.SafetensorsWriter;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.engine.BoundMerge;
import org.alphagrid.merge.engine.DigestingSink;
import org.alphagrid.merge.engine.LocalTaskExecutor;
import org.alphagrid.merge.engine.ModelMerge;
import org.alphagrid.merge.engine.OpenParents;
import org.alphagrid.merge.engine.Output;
import org.alphagrid.merge.engine.Parent;
import org.alphagrid.merge.engine.ProgressListener;
import org.alphagrid.merge.engine.ScanTask;
import org.alphagrid.merge.engine.Task;
import org.alphagrid.merge.engine.TaskExecutor;
import org.alphagrid.merge.engine.TensorMerger;
import org.alphagrid.merge.engine.TensorSink;
import org.alphagrid.merge.files.CompanionFiles;
import org.alphagrid.merge.files.HuggingFaceFiles;
import org.alphagrid.merge.files.MergedConfig;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.SweepForm;
import org.alphagrid.merge.tensor.BlockMath;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors of several chunks, cut over any number of workers, give the same files. */
class CheckpointMergerTest {
  /** Three chunks and a bit: rows of 100 elements. */
  private static final Shape LARGE = Shape.of(33_000, 100);

  @TempDir Path directory;
  private final OpenParents parents = new OpenParents(new ArrayList<>(), new ArrayList<>());

  @BeforeEach
  void writeParents() throws IOException {
    DType[] dtypes = {DType.BF16, DType.F16, DType.F32};
    String[] names = {"direct", "think", "base"};
    for (int p = 0; p < names.length; p++) {
      Checkpoint checkpoint = Checkpoint.open(write(names[p], dtypes[p], p));
      parents.checkpoints().add(checkpoint);
      parents.parents().add(Parent.of(names[p], checkpoint));
    }
  }

  @AfterEach
  void close() throws IOException {
    parents.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"linear", "slerp", "ties", "dare_ties", "della", "surgical", "emr", "twin", "sce"})
  void bytesDoNotDependOnTaskCount(String method) throws IOException {
    List<String> one = digests(method, 1);
    for (int width : new int[] {2, 7}) {
      assertThat(digests(method, width)).as("%d workers", width).isEqualTo(one);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear", "task_arithmetic", "ties", "dare_linear", "surgical"})
  void vectorArithmeticEqualsScalarArithmetic(String method) throws IOException {
    assertThat(inMemory(method, BlockMath.fastest()))
        .isEqualTo(inMemory(method, BlockMath.scalar()));
  }

  @Test
  void storedMergeEqualsInMemoryMerge() throws IOException {
    for (String method : List.of("nuslerp", "dare_linear")) {
      assertThat(digests(method, 2).get(0)).isEqualTo(inMemory(method, BlockMath.fastest()));
    }
  }

  @Test
  void statisticsDescribeTheStoredTensor() throws IOException {
    StoredTensor stored = store(points("linear"), 2).get(0).get(0);
    float[] direct = floats(0, stored.name());
    float[] think = floats(1, stored.name());
    double dot = 0;
    double own = 0;
    double moved = 0;
    double difference = 0;
    for (int i = 0; i < direct.length; i++) {
      double merged = round(0.7f * direct[i] + 0.3f * think[i]);
      dot += merged * direct[i];
      own += (double) direct[i] * direct[i];
      moved += merged * merged;
      difference += (merged - direct[i]) * (merged - direct[i]);
    }
    assertThat(stored.statistics().cosine()).isCloseTo(dot / Math.sqrt(own * moved), within(1e-9));
    assertThat(stored.statistics().deltaNorm()).isCloseTo(Math.sqrt(difference), within(1e-9));
    assertThat(stored.statistics().changedShare()).isBetween(0.5, 1.0);
  }

  @Test
  void corruptedByteStopsTheMerge() {
    Path folder = directory.resolve("corrupted");
    TaskExecutor tampering =
        before("verify", () -> flipLastByte(folder.resolve("model.safetensors")));
    List<Integer> finished = new ArrayList<>();
    assertThatThrownBy(
            () ->
                merge(points("linear").subList(0, 1), tampering)
                    .run(
                        List.of(hadoop(folder)),
                        this::companions,
                        (place, tensors) -> finished.add(place)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tensor 'b.weight' in model.safetensors")
        .hasMessageContaining("does not read back as it was written");
    assertThat(finished).isEmpty();
  }

  @Test
  void diskFullWhileMergingStopsTheMerge() {
    Path folder = directory.resolve("filling");
    Path shard = folder.resolve("model.safetensors");
    TaskExecutor filling =
        before(
            "merge",
            () -> {
              Files.delete(shard);
              Files.createSymbolicLink(shard, Path.of("/dev/full"));
            });
    List<Integer> finished = new ArrayList<>();
    assertThatThrownBy(
            () ->
                merge(points("linear").subList(0, 1), filling)
                    .run(
                        List.of(hadoop(folder)),
                        this::companions,
                        (place, tensors) -> finished.add(place)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot write tensor 'a.weight' to")
        .hasMessageContaining("filling/model.safetensors")
        .hasMessageContaining("No space left on device");
    assertThat(finished).isEmpty();
  }

  /** Something that happens to a file. */
  private interface Accident {
    void happen() throws IOException;
  }

  /** One thread; something happens before it begins a stage. */
  private static TaskExecutor before(String when, Accident accident) {
    TaskExecutor threads = new LocalTaskExecutor(1, ProgressListener.NONE);
    return new TaskExecutor() {
      @Override
      public <R extends Serializable> List<R> run(String stage, List<? extends Task<R>> work)
          throws IOException {
        if (stage.equals(when)) {
          accident.happen();
        }
        return threads.run(stage, work);
      }

      @Override
      public int width() {
        return threads.width();
      }
    };
  }

  @Test
  void fullDiskNamesTensorAndFile() throws IOException {
    // A device that is always full stands where the shard would be.
    Path folder = Files.createDirectories(directory.resolve("full"));
    ShardTarget target =
        new ShardTarget(
            List.of(hadoop(folder).toString()),
            List.of(0),
            "model.safetensors",
            List.of(new ShardTarget.Held("a.weight", DType.BF16, Shape.of(4))),
            ShardTarget.Kind.FILLED);
    Files.createSymbolicLink(folder.resolve("model.safetensors"), Path.of("/dev/full"));
    try (ShardWriter writer = target.open()) {
      TensorSink sink = writer.at(0, "a.weight", 0);
      assertThatThrownBy(
              () -> {
                sink.accept(new byte[8], 8);
                writer.finish();
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Cannot write tensor 'a.weight' to")
          .hasMessageContaining("model.safetensors")
          .hasMessageContaining("No space left on device");
    }
  }

  @Test
  void unwritableTargetIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    assertThatThrownBy(
            () ->
                merge(points("linear"), 1)
                    .run(
                        List.of(hadoop(file.resolve("folder"))),
                        CheckpointMergerTest.this::companions))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot create ")
        .hasMessageContaining("file/folder/model.safetensors");
  }

  @Test
  void tensorLargerThanTheHeapIsRefusedWithTheNeededMemory() throws IOException {
    long rows = 1L << 34;
    TensorEntry huge = new TensorEntry("huge", DType.BF16, Shape.of(rows, 64), 0, rows * 64 * 2);
    TensorMerger merger =
        new TensorMerger(merge(List.of(huge), points("lore", List.of(huge))), parents);
    assertThatThrownBy(() -> merger.merge(huge, List.of(Output.to((bytes, count) -> {}))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Cannot merge tensor 'huge': its method needs all [17179869184, 64]")
        .hasMessageContaining("MB of heap")
        .hasMessageContaining("spark.executor.memory");
  }

  @Test
  void slicesAreCutAtChunksAndSerializable() throws IOException {
    List<Task<?>> seen = new ArrayList<>();
    TaskExecutor recording =
        new TaskExecutor() {
          @Override
          public <R extends Serializable> List<R> run(String stage, List<? extends Task<R>> work)
              throws IOException {
            seen.addAll(work);
            List<R> results = new ArrayList<>();
            for (Task<R> piece : work) {
              results.add(Travelled.of(Travelled.of(piece).call()));
            }
            return results;
          }

          @Override
          public int width() {
            return 3;
          }
        };
    List<String> expected = digests("ties", 1);
    Path folder = directory.resolve("travelled");
    CheckpointMerger merge = merge(points("ties"), recording);
    List<List<StoredTensor>> stored =
        merge.run(List.of(hadoop(folder), hadoop(directory.resolve("second"))), this::companions);
    assertThat(digest(stored.get(0))).isEqualTo(expected.get(0));
    assertThat(seen).hasAtLeastOneElementOfType(ScanTask.class);
    assertThat(seen).hasAtLeastOneElementOfType(VerifyTask.class);
    assertThat(seen).allMatch(work -> work.bytes() >= 0);
  }

  private List<String> digests(String method, int width) throws IOException {
    return store(points(method), width).stream().map(CheckpointMergerTest::digest).toList();
  }

  private static String digest(List<StoredTensor> tensors) {
    WeightDigest digest = new WeightDigest();
    tensors.forEach(t -> digest.add(t.name(), t.dtype(), t.shape(), t.digest()));
    return digest.value();
  }

  private List<List<StoredTensor>> store(List<BoundMerge> points, int width) throws IOException {
    List<org.apache.hadoop.fs.Path> folders = new ArrayList<>();
    for (int p = 0; p < points.size(); p++) {
      folders.add(hadoop(Files.createTempDirectory(directory, "point")));
    }
    return merge(points, width).run(folders, this::companions);
  }

  private CheckpointMerger merge(List<BoundMerge> points, int width) {
    return merge(points, new LocalTaskExecutor(width, ProgressListener.NONE));
  }

  private CheckpointMerger merge(List<BoundMerge> points, TaskExecutor workers) {
    return new CheckpointMerger(
        List.of(merge(tensors(), points)),
        HuggingFaceFiles.shards(tensors(), DType.BF16, 1L << 40),
        workers);
  }

  private ModelMerge merge(List<TensorEntry> tensors, List<BoundMerge> points) {
    return new ModelMerge(parents.parents(), tensors, points, DType.BF16);
  }

  private void companions(org.apache.hadoop.fs.Path folder) throws IOException {
    Checkpoint donor = parents.checkpoints().get(0);
    CompanionFiles.of(donor, MergedConfig.of(donor, DType.BF16, tensors())).write(folder);
  }

  private List<TensorEntry> tensors() {
    return List.copyOf(parents.checkpoints().get(0).tensors());
  }

  private String inMemory(String method, BlockMath math) throws IOException {
    TensorMerger merger =
        new TensorMerger(merge(tensors(), points(method).subList(0, 1)), parents, math);
    WeightDigest digest = new WeightDigest();
    for (TensorEntry tensor : tensors()) {
      DigestingSink sink = new DigestingSink((bytes, count) -> {});
      merger.merge(tensor, List.of(Output.to(sink)));
      digest.add(tensor.name(), DType.BF16, tensor.shape(), sink.value());
    }
    return digest.value();
  }

  /** Two points of a method that differ in alpha, or in the share. */
  private List<BoundMerge> points(String name) {
    return points(name, tensors());
  }

  private static List<BoundMerge> points(String name, List<TensorEntry> tensors) {
    MergeMethod method = MergeMethod.CATALOG.find(name);
    List<BoundMerge> points = new ArrayList<>();
    for (String value : List.of("0.3", "0.6")) {
      Map<String, BigDecimal> given = new HashMap<>();
      for (ParameterSpec spec : SweepForm.parameters(method)) {
        if (spec.absent().isEmpty() || spec.name().equals("density")) {
          given.put(spec.name(), new BigDecimal(value));
        }
      }
      MergeSettings settings = SweepForm.settings(method, ParameterValues.of(method, given));
      BoundMerge.Operands operands =
          switch (method.base()) {
            case OPERAND -> new BoundMerge.Operands(0, List.of(1));
            case REQUIRED -> new BoundMerge.Operands(2, List.of(0, 1));
            case NONE, OPTIONAL -> BoundMerge.Operands.withoutBase(List.of(0, 1));
          };
      points.add(BoundMerge.of(method, operands, tensors, tensor -> settings));
    }
    return points;
  }

  private org.apache.hadoop.fs.Path write(String name, DType dtype, long seed) throws IOException {
    Path folder = new TinyCheckpoint().write(directory.resolve(name));
    List<SafetensorsWriter.Announced> announced =
        List.of(
            new SafetensorsWriter.Announced("a.weight", dtype, LARGE),
            new SafetensorsWriter.Announced("b.weight", dtype, Shape.of(7)));
    Random random = new Random(seed);
    try (var writer =
        new SafetensorsWriter(
            Files.newOutputStream(folder.resolve("model.safetensors")), announced)) {
      for (SafetensorsWriter.Announced tensor : announced) {
        float[] values = new float[(int) tensor.shape().elements()];
        for (int i = 0; i < values.length; i++) {
          values[i] = (random.nextFloat() - 0.5f) * 0.1f;
        }
        byte[] bytes = new byte[values.length * dtype.bytes()];
        BlockMath.scalar().codec().encode(dtype, values, values.length, bytes, 0);
        writer.write(bytes, bytes.length);
      }
    }
    return hadoop(folder);
  }

  private float[] floats(int parent, String name) throws IOException {
    Checkpoint checkpoint = parents.checkpoints().get(parent);
    TensorEntry tensor = checkpoint.tensor(name);
    float[] values = new float[(int) tensor.shape().elements()];
    byte[] bytes = new byte[(int) tensor.bytes()];
    checkpoint.slice(tensor, 0, bytes.length).get(bytes);
    BlockMath.scalar().codec().decode(tensor.dtype(), bytes, 0, values, values.length);
    return values;
  }

  private static float round(float value) {
    byte[] stored = new byte[2];
    float[] one = {value};
    BlockMath.scalar().codec().encode(DType.BF16, one, 1, stored, 0);
    BlockMath.scalar().codec().decode(DType.BF16, stored, 0, one, 1);
    return one[0];
  }

  private static void flipLastByte(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, Arrays.copyOf(bytes, bytes.length));
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
