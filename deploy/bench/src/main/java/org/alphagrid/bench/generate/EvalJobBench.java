package org.alphagrid.bench.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.eval.job.EvalJob;
import org.alphagrid.eval.sample.SampleReader;
import org.alphagrid.eval.sample.SampleRow;

/**
 * Tokens per second from sweep to Parquet, by the real eval job in this process: chat template,
 * tokenizer, generation with sampling, text, grading, files. The rate is over the time from the
 * first task's begin to the last file's publication; Spark's start is said beside it.
 */
final class EvalJobBench {
  private static final int SAMPLES = 4;
  private static final int MODELS = 3;
  private static final List<String> BENCHMARKS = List.of("chain-sum", "signed-sum", "choice-sum");
  private static final int MOST_PROBLEMS = 200;

  /** Predicts the tokens of a completion before any is measured. */
  private static final int TOKENS = 50;

  private static final String MASTER = "spark.master";

  private final String direct;
  private final String think;
  private final String conf;
  private final int threads;
  private final int seconds;

  /**
   * @param seconds about how long a run should take
   */
  EvalJobBench(String direct, String think, String conf, int threads, int seconds) {
    this.seconds = seconds;
    this.direct = direct;
    this.think = think;
    this.conf = conf;
    this.threads = threads;
  }

  /** Holds what a run wrote, and how long it took. */
  private record Outcome(long samples, long tokens, double taskSeconds, double jobSeconds) {}

  /**
   * @param engine tokens per second of the engine alone, measured in this run
   */
  void run(int batch, double engine) throws IOException {
    int perProblem = MODELS * BENCHMARKS.size() * SAMPLES * TOKENS;
    int problems = (int) Math.max(1, Math.min(MOST_PROBLEMS, engine * seconds / perProblem));
    // The first run of a process also loads classes and compiles them.
    for (String which : new String[] {"first", "second"}) {
      Outcome outcome = measure(batch, problems);
      double rate = outcome.tokens() / outcome.taskSeconds();
      GenerateBench.say(
          "eval job, batch %d, %s run: %,d samples, %,d tokens in %.1f s of tasks (%.1f s with Spark's start): %,.0f tokens/s, %.2f of the engine's %,.0f",
          batch,
          which,
          outcome.samples(),
          outcome.tokens(),
          outcome.taskSeconds(),
          outcome.jobSeconds(),
          rate,
          rate / engine,
          engine);
    }
  }

  private Outcome measure(int batch, int problems) throws IOException {
    Path folder = Files.createTempDirectory("alphagrid-eval-bench");
    String master = System.getProperty(MASTER);
    System.setProperty(MASTER, "local[" + threads + "]");
    try {
      Path sweep = folder.resolve("sweep.yaml");
      Files.writeString(sweep, sweep(batch, problems));
      Path run = folder.resolve("run");
      long started = System.nanoTime();
      int exitCode =
          JobCommand.run(
              new EvalJob(), new String[] {sweep.toString(), "--run=" + run, "--conf=" + conf});
      double seconds = (System.nanoTime() - started) / 1e9;
      if (exitCode != 0) {
        throw new IllegalStateException(
            "Cannot measure: the eval job ended with exit code " + exitCode);
      }
      return outcome(run.resolve("samples"), seconds);
    } finally {
      if (master == null) {
        System.clearProperty(MASTER);
      } else {
        System.setProperty(MASTER, master);
      }
      remove(folder);
    }
  }

  private String sweep(int batch, int problems) {
    return """
        name: bench
        parents: {direct: '%s', think: '%s'}
        merge:
          - {method: linear, alpha: [0.5]}
        eval:
          benchmarks: %s
          protocol: quickstart
          problems: %d
          samples: %d
          models: in-memory
          batch: %d
          seed: 17
        """
        .formatted(absolute(direct), absolute(think), BENCHMARKS, problems, SAMPLES, batch);
  }

  private static String absolute(String model) {
    return Path.of(model).toAbsolutePath().toString();
  }

  private static Outcome outcome(Path samples, double jobSeconds) throws IOException {
    long rows = 0;
    long tokens = 0;
    double first = Double.MAX_VALUE;
    double last = 0;
    List<Path> files;
    try (Stream<Path> all = Files.list(samples)) {
      files = all.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
    for (Path file : files) {
      last = Math.max(last, Files.getLastModifiedTime(file).toMillis() / 1e3);
      try (SampleReader reader = new SampleReader(new org.apache.hadoop.fs.Path(file.toUri()))) {
        for (SampleRow row = reader.read(); row != null; row = reader.read()) {
          rows++;
          tokens += row.getCompletionTokens();
          first = Math.min(first, row.getStartedAt().toEpochMilli() / 1e3);
        }
      }
    }
    return new Outcome(rows, tokens, last - first, jobSeconds);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
