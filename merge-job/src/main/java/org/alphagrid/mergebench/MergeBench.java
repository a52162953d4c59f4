package org.alphagrid.mergebench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.checkpoint.WeightDigest;
import org.alphagrid.job.JobCommand;
import org.alphagrid.job.Terminal;
import org.alphagrid.merge.BoundMerge;
import org.alphagrid.merge.HuggingFaceFiles;
import org.alphagrid.merge.LocalWorkers;
import org.alphagrid.merge.MergedCheckpoint;
import org.alphagrid.merge.Parent;
import org.alphagrid.merge.StoredMerge;
import org.alphagrid.merge.TensorMerger;
import org.alphagrid.merge.TensorSink;
import org.alphagrid.merge.WorkFollower;
import org.alphagrid.method.MagnitudeThreshold;
import org.alphagrid.method.MergeMethod;
import org.alphagrid.method.MergeSettings;
import org.alphagrid.method.ParameterSpec;
import org.alphagrid.method.ParameterValues;
import org.alphagrid.method.SweepForm;
import org.alphagrid.storage.Publisher;
import org.alphagrid.tensor.BlockMath;
import org.alphagrid.tensor.DType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures the merge engine against plain reading, summing and copying in the same run, on parents
 * it makes itself. Nothing but ratios says anything about a machine that others use too.
 */
@Command(
    name = "bench merge",
    mixinStandardHelpOptions = true,
    description =
        "Measures merging on random parents of the shape of Qwen2.5-0.5B, made in a scratch folder"
            + " (3 GB, 5 GB while storing) and deleted afterwards.")
public final class MergeBench implements Callable<Integer> {
  private static final int WINDOW_BYTES = 1 << 17;
  private static final int LAYERS = 24;
  private static final int VOCABULARY = 151_936;

  @Parameters(paramLabel = "FOLDER", description = "Scratch folder on the disk to be measured.")
  private Path scratch;

  @Option(
      names = "--divide",
      paramLabel = "N",
      defaultValue = "1",
      description = "Layers and vocabulary divided by this (default: ${DEFAULT-VALUE}).")
  private int divide;

  @Option(
      names = "--tries",
      paramLabel = "N",
      defaultValue = "3",
      description = "Tries of each measurement, the fastest counts (default: ${DEFAULT-VALUE}).")
  private int tries;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "Of kernels, grid, threshold, store, throughput; all by default.")
  private List<String> only = List.of("kernels", "grid", "threshold", "store", "throughput");

  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private List<Parent> parents = List.of();
  private List<TensorEntry> tensors = List.of();

  /** Entry point for the launcher. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new MergeBench(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    Terminal.say("arithmetic: " + BlockMath.fastest().name());
    Path work = Files.createDirectories(scratch).resolve("alphagrid-bench");
    try {
      open(work);
      if (only.contains("kernels")) {
        kernels();
      }
      if (only.contains("grid")) {
        grid();
      }
      if (only.contains("threshold")) {
        threshold();
      }
      if (only.contains("store")) {
        store(work);
      }
      if (only.contains("throughput")) {
        throughput();
      }
      say("peak resident memory: %s", peakResident());
    } finally {
      for (Checkpoint checkpoint : checkpoints) {
        checkpoint.close();
      }
      delete(work);
    }
    return 0;
  }

  private static void say(String format, Object... values) {
    Terminal.say(String.format(Locale.ROOT, format, values));
  }

  private void open(Path work) throws IOException {
    RandomParents random =
        new RandomParents(Math.max(1, LAYERS / divide), Math.max(1, VOCABULARY / divide));
    List<Parent> opened = new ArrayList<>();
    String[] names = {"direct", "think", "base"};
    for (int p = 0; p < names.length; p++) {
      Path folder = work.resolve(names[p]);
      random.write(folder, (p + 1) % 3);
      Checkpoint checkpoint = Checkpoint.open(hadoop(folder));
      checkpoints.add(checkpoint);
      opened.add(new Parent(names[p], checkpoint));
    }
    parents = opened;
    tensors = List.copyOf(checkpoints.get(0).tensors());
    say("parents: 3 of %.0f MB, %d tensors", checkpoints.get(0).bytes() / 1e6, tensors.size());
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  /** One point of a sweep; what is not given and has no default is a half. */
  private static BoundMerge point(String name, Map<String, String> given) {
    MergeMethod method = MergeMethod.CATALOG.find(name);
    Map<String, BigDecimal> all = new HashMap<>();
    for (ParameterSpec spec : SweepForm.parameters(method)) {
      if (spec.absent().isEmpty()) {
        all.put(spec.name(), new BigDecimal("0.5"));
      }
    }
    given.forEach((key, value) -> all.put(key, new BigDecimal(value)));
    ParameterValues values = ParameterValues.of(method, all);
    MergeSettings settings = SweepForm.settings(method, values);
    BoundMerge.Operands operands =
        switch (method.base()) {
          case OPERAND -> new BoundMerge.Operands(0, List.of(1));
          case REQUIRED -> new BoundMerge.Operands(2, List.of(0, 1));
          case NONE, OPTIONAL -> new BoundMerge.Operands(-1, List.of(0, 1));
        };
    return new BoundMerge(method, operands, tensor -> settings);
  }

  /** Points that differ in what a sweep of the method varies. */
  private static List<BoundMerge> points(String name, int count) {
    List<BoundMerge> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String value = String.format(Locale.ROOT, "%.2f", count == 1 ? 0.5 : 0.05 + 0.09 * i);
      Map<String, String> given = new HashMap<>();
      given.put(name.equals("surgical") ? "share" : "alpha", value);
      if (name.equals("ties") || name.startsWith("dare")) {
        given.put("density", "0.5");
      }
      points.add(point(name, given));
    }
    return points;
  }

  private TensorMerger merger(List<BoundMerge> points) {
    return new TensorMerger(parents, tensors, points, DType.BF16);
  }

  private int read(BoundMerge point) {
    return point.operands().models().size() + (point.operands().base() < 0 ? 0 : 1);
  }

  private void kernels() throws IOException {
    say("%n%-16s %8s %8s %8s %10s", "kernel", "GB/s", "read", "ratio", "with scans");
    for (String name :
        List.of("linear", "slerp", "task_arithmetic", "ties", "dare_linear", "dare_ties")) {
      List<BoundMerge> one = points(name, 1);
      TensorMerger merger = merger(one);
      merger.prepare();
      List<TensorSink> nowhere = List.of((bytes, count) -> {});
      merge(merger, nowhere);
      double plain = Measured.seconds(tries, () -> bulkRead(read(one.get(0))));
      double merging = Measured.seconds(tries, () -> merge(merger, nowhere));
      double whole =
          Measured.seconds(
              tries,
              () -> {
                merger.prepare();
                merge(merger, nowhere);
              });
      plain = Math.min(plain, Measured.seconds(tries, () -> bulkRead(read(one.get(0)))));
      double gigabytes = read(one.get(0)) * checkpoints.get(0).bytes() / 1e9;
      say(
          "%-16s %8.2f %8.2f %8.2f %10.2f",
          name, gigabytes / merging, gigabytes / plain, plain / merging, plain / whole);
    }
  }

  private void merge(TensorMerger merger, List<TensorSink> sinks) throws IOException {
    for (TensorEntry tensor : tensors) {
      merger.merge(tensor, sinks);
    }
  }

  /** The bytes of some parents, copied from the page cache to the heap in windows. */
  private void bulkRead(int count) throws IOException {
    byte[] window = new byte[WINDOW_BYTES];
    for (TensorEntry tensor : tensors) {
      for (long offset = 0; offset < tensor.bytes(); offset += WINDOW_BYTES) {
        int length = (int) Math.min(WINDOW_BYTES, tensor.bytes() - offset);
        for (int p = 0; p < count; p++) {
          Checkpoint checkpoint = checkpoints.get(p);
          checkpoint.slice(checkpoint.tensor(tensor.name()), offset, length).get(window, 0, length);
        }
      }
    }
  }

  private void grid() throws IOException {
    say("%n%-34s %8s %8s %8s", "eleven alphas in one pass, linear", "1", "11", "ratio");
    grid("nothing kept", () -> (bytes, count) -> {});
    grid(
        "digested by CRC-32C",
        () -> {
          CRC32C checksum = new CRC32C();
          return (bytes, count) -> checksum.update(bytes, 0, count);
        });
    grid(
        "digested by SHA-256",
        () -> {
          MessageDigest sha256 = WeightDigest.sha256();
          return (bytes, count) -> sha256.update(bytes, 0, count);
        });
  }

  private void grid(String what, java.util.function.Supplier<TensorSink> sinks) throws IOException {
    double one = gridSeconds(1, sinks);
    double eleven = gridSeconds(11, sinks);
    say("%-34s %7.2fs %7.2fs %8.2f", what, one, eleven, eleven / one);
  }

  private double gridSeconds(int count, java.util.function.Supplier<TensorSink> sinks)
      throws IOException {
    TensorMerger merger = merger(points("linear", count));
    merger.prepare();
    return Measured.seconds(
        tries + 1, () -> merge(merger, Stream.generate(sinks).limit(count).toList()));
  }

  private void threshold() throws IOException {
    float[] magnitudes = new float[100_000_000 / divide];
    Random random = new Random(1);
    for (int i = 0; i < magnitudes.length; i++) {
      magnitudes[i] = Math.abs((random.nextFloat() - 0.5f) * (random.nextFloat() - 0.5f));
    }
    double[] kept = new double[2];
    double sums =
        Measured.seconds(
            tries + 1,
            () -> {
              kept[0] += sum(magnitudes);
              kept[0] += sum(magnitudes);
            });
    double found =
        Measured.seconds(
            tries + 1, () -> kept[1] += MagnitudeThreshold.of(magnitudes, magnitudes.length / 5));
    say(
        "%nthreshold of the top fifth of %d floats: %.3f s, summing them twice: %.3f s, ratio %.2f",
        magnitudes.length, found, sums, found / sums);
    requireFinite(kept);
  }

  private static void requireFinite(double[] kept) {
    // What is never looked at need not be computed, as the compiler knows.
    if (Double.isNaN(kept[0] + kept[1])) {
      throw new ArithmeticException("No number came out");
    }
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  private void store(Path work) throws IOException {
    say("%n%-16s %8s %8s %8s", "stored merge", "seconds", "copy", "ratio");
    bulkRead(3);
    double copying = copy(work);
    for (String name : List.of("linear", "ties")) {
      MergedCheckpoint merged = new MergedCheckpoint(DType.BF16);
      merged.add(merger(points(name, 1)), tensors);
      List<List<String>> shards = HuggingFaceFiles.shards(tensors, DType.BF16, 5_000_000_000L);
      LocalWorkers workers = new LocalWorkers(cores(), WorkFollower.NONE);
      double merging =
          Measured.seconds(
              tries,
              () -> {
                Path folder = work.resolve("_unfinished");
                Path out = work.resolve("merged");
                delete(out);
                new StoredMerge(merged, shards, workers)
                    .run(
                        List.of(hadoop(folder)),
                        unfinished ->
                            HuggingFaceFiles.writeCompanions(
                                unfinished, checkpoints.get(0), DType.BF16, OptionalInt.empty()));
                Publisher.publishOnce(hadoop(folder), hadoop(out));
              });
      copying = Math.min(copying, copy(work));
      say("%-16s %8.2f %8.2f %8.2f", name, merging, copying, merging / copying);
    }
  }

  private double copy(Path work) throws IOException {
    Path copy = work.resolve("copy");
    return Measured.seconds(
        tries,
        () -> {
          Files.deleteIfExists(copy);
          try (FileChannel in = FileChannel.open(work.resolve("direct/model.safetensors"));
              FileChannel out =
                  FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
            while (in.read(buffer) >= 0) {
              out.write(buffer.flip());
              buffer.clear();
            }
            out.force(true);
          } finally {
            Files.deleteIfExists(copy);
          }
        });
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private void throughput() throws IOException {
    say(
        "%n%-10s %6s %6s %9s %14s %12s",
        "whole run", "points", "cores", "seconds", "parents MB/s", "results MB/s");
    for (String name : List.of("linear", "slerp", "ties", "dare_ties", "surgical")) {
      for (int count : new int[] {1, 11}) {
        for (int width : new int[] {1, 2}) {
          throughput(name, count, width);
        }
      }
    }
  }

  private void throughput(String name, int count, int width) throws IOException {
    List<BoundMerge> points = points(name, count);
    MergedCheckpoint merged = new MergedCheckpoint(DType.BF16);
    merged.add(merger(points), tensors);
    List<List<String>> shards = HuggingFaceFiles.shards(tensors, DType.BF16, 5_000_000_000L);
    StoredMerge merge = new StoredMerge(merged, shards, new LocalWorkers(width, WorkFollower.NONE));
    double seconds = Measured.seconds(tries, () -> merge.rehearse(count));
    double megabytes = checkpoints.get(0).bytes() / 1e6;
    say(
        "%-10s %6d %6d %9.2f %14.0f %12.0f",
        name,
        count,
        width,
        seconds,
        read(points.get(0)) * megabytes / seconds,
        count * megabytes / seconds);
  }

  private static String peakResident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "unknown on this system";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.substring("VmHWM:".length()).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
