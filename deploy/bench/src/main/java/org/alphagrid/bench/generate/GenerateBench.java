package org.alphagrid.bench.generate;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.alphagrid.bench.BenchOutput;
import org.alphagrid.core.UserException;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.eval.generate.FinishReason;
import org.alphagrid.eval.generate.Generation;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures generation on this machine and prints it as shares of limits of the same run. */
@Command(
    name = "bench generate",
    mixinStandardHelpOptions = true,
    description = "Measures generation against limits of this machine measured in the same run.",
    footer = {
      "",
      "decode   tokens per second at several batch sizes, and the share of the limits",
      "batchers one batcher of all threads against one for each thread",
      "sampling what drawing costs beside a step",
      "load     time and memory from files, and from parents merged in memory",
      "tail     makespan of completions of very different lengths against the ideal",
      "profile  where the time of a step goes, by operator of the engine",
      "job      tokens per second of the whole eval job, beside those of the engine alone"
    })
public final class GenerateBench implements Callable<Integer> {
  enum Part {
    DECODE,
    BATCHERS,
    SAMPLING,
    LOAD,
    TAIL,
    PROFILE,
    JOB
  }

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A checkpoint; its weights may be random.")
  private String model;

  @Option(
      names = "--think",
      paramLabel = "DIR",
      description =
          "A second checkpoint of that shape, merged with the first for 'load' and 'job'.")
  private String think;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Threads of the engine (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--batch",
      split = ",",
      defaultValue = "1,8,16",
      description = "Batch sizes (default: ${DEFAULT-VALUE}).")
  private List<Integer> batches;

  @Option(
      names = "--matrix",
      defaultValue = "2048x65536",
      paramLabel = "INxOUT",
      description = "Matrix of the engine's limit (default: ${DEFAULT-VALUE}, 512 MiB).")
  private String matrix;

  @Option(
      names = "--part",
      split = ",",
      description = "Only these of ${COMPLETION-CANDIDATES} (default: all).")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(
      names = "--conf",
      paramLabel = "DIR",
      defaultValue = "conf",
      description = "Folder with benchmarks/ and protocols/ for 'job' (default: ${DEFAULT-VALUE}).")
  private String conf;

  @Option(
      names = "--seconds",
      defaultValue = "15",
      description = "About how long each run of 'job' takes (default: ${DEFAULT-VALUE}).")
  private int seconds;

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new GenerateBench(), arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Checkpoint checkpoint = Checkpoint.open(new Path(model))) {
      ModelSize size = ModelSize.of(checkpoint);
      Terminal.say(
          "model %s: %.0f million parameters, %d threads"
              .formatted(model, size.parameters() / 1e6, threads));
      if (parts.contains(Part.DECODE)) {
        new DecodeBench(checkpoint.local(), size, threads, matrixShape()).run(batches);
      }
      if (parts.contains(Part.BATCHERS)) {
        for (int batch : batches) {
          new BatchersBench(checkpoint.local(), threads).run(batch);
        }
      }
      if (parts.contains(Part.SAMPLING)) {
        new SamplingBench(checkpoint.local(), threads).run(batches.get(batches.size() - 1));
      }
      if (parts.contains(Part.LOAD)) {
        new LoadBench(new Path(model), new Path(think == null ? model : think), size, threads)
            .run();
      }
      if (parts.contains(Part.TAIL)) {
        new TailBench(checkpoint.local(), threads).run(batches.get(batches.size() - 1));
      }
      if (parts.contains(Part.PROFILE)) {
        new ProfileBench(checkpoint.local(), threads).run(batches.get(batches.size() - 1));
      }
      if (parts.contains(Part.JOB)) {
        int batch = batches.get(batches.size() - 1);
        double engine = new BatchersBench(checkpoint.local(), threads).run(batch);
        new EvalJobBench(model, think == null ? model : think, conf, threads, seconds)
            .run(batch, engine);
      }
    }
    return 0;
  }

  private int[] matrixShape() {
    if (!matrix.matches("[1-9]\\d{0,6}x[1-9]\\d{0,6}")) {
      throw new UserException(
          "Invalid --matrix: '%s' (must be two sizes such as 2048x65536)".formatted(matrix));
    }
    return Arrays.stream(matrix.split("x")).mapToInt(Integer::parseInt).toArray();
  }

  /** Throws unless a completion is whole: one that failed measures nothing. */
  static void requireDone(Generation generation) {
    if (generation.reason() == FinishReason.ERROR) {
      throw new IllegalStateException("Cannot measure: " + generation.error());
    }
  }

  /** Prints one line of figures. */
  static void say(String format, Object... values) {
    BenchOutput.say("  " + format, values);
  }
}
