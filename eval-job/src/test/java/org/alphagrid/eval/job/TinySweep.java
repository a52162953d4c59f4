package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.alphagrid.core.spark.CapturedCommand;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.eval.sample.SampleReader;
import org.alphagrid.eval.sample.SampleRow;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.job.MergeJob;

/** A sweep of two tiny random parents over one tiny benchmark, with everything it needs. */
final class TinySweep {
  static final int MODELS = 4;
  static final int PROBLEMS = 6;

  private final Path directory;
  private final Path file;

  TinySweep(Path directory) throws IOException {
    this(directory, seed -> new TinyCheckpoint().seed(seed));
  }

  /**
   * @param parent a checkpoint of each seed
   */
  TinySweep(Path directory, LongFunction<TinyCheckpoint> parent) throws IOException {
    this.directory = directory;
    this.file = directory.resolve("sweep.yaml");
    parent.apply(1).write(directory.resolve("direct"));
    parent.apply(2).write(directory.resolve("think"));
    Files.writeString(
        file,
        """
        name: tiny
        parents: {direct: direct, think: think}
        merge:
          - {method: linear, alpha: {from: 0, to: 1, step: 0.5}}
          - {method: slerp, alpha: [0.25]}
        eval:
          benchmarks: [tiny]
          protocol: tiny
          samples: 2
          models: in-memory
          seed: 5
          batch: 8
          shardSamples: 4
        """);
    Files.createDirectories(conf().resolve("benchmarks"));
    Files.createDirectories(conf().resolve("protocols"));
    Files.writeString(
        conf().resolve("protocols/tiny.yaml"),
        """
        name: tiny
        version: 1
        description: Short samples
        temperature: 1
        maxTokens: 24
        template: tokenizer
        """);
    Files.writeString(
        conf().resolve("benchmarks/tiny.yaml"),
        """
        name: tiny
        version: 1
        description: Sums
        licence: Apache-2.0
        source: made by the test
        data: {path: tiny.jsonl, format: jsonl}
        fields: {id: id, question: question, answer: answer}
        prompt: "{question}"
        extractor: boxed
        grader: integer
        """);
    StringBuilder problems = new StringBuilder();
    for (int i = 0; i < PROBLEMS; i++) {
      problems.append(
          "{\"id\":\"p%d\",\"question\":\"%d+1=?\",\"answer\":\"%d\"}\n".formatted(i, i, i + 1));
    }
    Files.writeString(problemFile(), problems);
  }

  Path directory() {
    return directory;
  }

  Path file() {
    return file;
  }

  Path conf() {
    return directory.resolve("conf");
  }

  Path problemFile() {
    return conf().resolve("benchmarks/tiny.jsonl");
  }

  /** Replaces text that must be there. */
  void edit(Path path, String from, String to) throws IOException {
    String text = Files.readString(path);
    if (!text.contains(from)) {
      throw new AssertionError(path + " does not contain " + from);
    }
    Files.writeString(path, text.replace(from, to));
  }

  int eval(Path run, String... options) {
    return JobCommand.run(new EvalJob(), with(options, arguments(run)));
  }

  int merge(Path run, String... options) {
    return JobCommand.run(new MergeJob(), with(options, file.toString(), "--run", run.toString()));
  }

  private static String[] with(String[] options, String... arguments) {
    return Stream.of(arguments, options).flatMap(Stream::of).toArray(String[]::new);
  }

  /** The eval job ends with that exit code and says all of these. */
  void refuses(Path run, int exitCode, String... parts) throws IOException {
    CapturedCommand said = CapturedCommand.of(() -> eval(run));
    assertThat(said.exitCode()).as(said.err()).isEqualTo(exitCode);
    assertThat(said.err()).contains(parts);
  }

  String[] arguments(Path run) {
    return new String[] {file.toString(), "--run", run.toString(), "--conf", conf().toString()};
  }

  static List<Path> shards(Path run) throws IOException {
    Path samples = run.resolve("samples");
    if (!Files.exists(samples)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(samples)) {
      return files.filter(f -> f.getFileName().toString().startsWith("shard-")).sorted().toList();
    }
  }

  static List<SampleRow> rows(Path run) throws IOException {
    List<SampleRow> rows = new ArrayList<>();
    for (Path shard : shards(run)) {
      try (SampleReader reader = new SampleReader(new org.apache.hadoop.fs.Path(shard.toUri()))) {
        for (SampleRow row = reader.read(); row != null; row = reader.read()) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  /** The job in a JVM of its own, one task at a time. */
  Process start(Path run, Path log) throws IOException {
    return start(run, log, "unlimited");
  }

  /**
   * The same with an address space of so many KiB at most.
   *
   * @param most as the shell's {@code ulimit} takes it
   */
  Process start(Path run, Path log, String most) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", "-c", "ulimit -v " + most + "; exec \"$@\"", "bash"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> !argument.startsWith("-javaagent"))
            .toList());
    command.addAll(
        List.of(
            "-Dspark.master=local[1]",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            EvalJob.class.getName()));
    command.addAll(List.of(arguments(run)));
    ProcessBuilder job =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // As the launcher does; every other arena would reserve 64 MiB that are never used.
    job.environment().put("MALLOC_ARENA_MAX", "2");
    return job.start();
  }

  /**
   * Every point of the sweep and one that left it have their rows once.
   *
   * @param left its id
   * @param before the token limit of its rows
   * @param now that of all others
   */
  static void requireOnly(List<SampleRow> rows, String left, int before, int now) {
    assertThat(rows).hasSize((MODELS + 1) * PROBLEMS * 2);
    assertThat(byCell(rows)).hasSameSizeAs(rows);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.getMaxTokens())
                    .isEqualTo(row.getPoint().equals(left) ? before : now));
  }

  /** What a sample is, without where and when it came to be. */
  static Map<String, String> byCell(List<SampleRow> rows) {
    Map<String, String> cells = new TreeMap<>();
    for (SampleRow row : rows) {
      SampleRow content =
          SampleRow.newBuilder(row)
              .setHost("")
              .setAttempt(0)
              .setStartedAt(Instant.EPOCH)
              .setGenerationMillis(0)
              .setRun("")
              .build();
      cells.put(
          "%s %s %d".formatted(row.getPoint(), row.getProblem(), row.getSample()),
          content.toString());
    }
    return cells;
  }
}
