package org.alphagrid.eval.samplejob;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.alphagrid.core.UserException;
import org.alphagrid.core.plugin.Suggestion;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.SparkContexts;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.core.storage.StagingFolder;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.grade.Grading;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Extracts and grades the stored completions of a run anew, generating nothing. The result is a
 * sample table of its own, {@code <run>/grades/<number>/samples}; nothing older is touched.
 */
@Command(
    name = "regrade",
    mixinStandardHelpOptions = true,
    description = "Grades a run's stored completions again, beside the grades it has.",
    footer = {
      "",
      "Every sample whose score changed is listed in changes.jsonl beside the new samples.",
      "",
      "Exit codes: 0 done, 1 unexpected failure, 2 wrong input."
    })
public final class RegradeJob implements Callable<Integer> {
  /** File of the changed scores, which a regrading that is finished always has. */
  static final String CHANGES = "changes.jsonl";

  @Parameters(index = "0", paramLabel = "RUN", description = "The run directory.")
  private String run;

  @Option(
      names = "--extractor",
      paramLabel = "[BENCHMARK=]NAME",
      description = "For all rows or one benchmark's; by default each row's own.")
  private List<String> extractors = List.of();

  @Option(
      names = "--grader",
      paramLabel = "[BENCHMARK=]NAME",
      description = "For all rows or one benchmark's; by default each row's own.")
  private List<String> graders = List.of();

  /** Runs the command; the entry point for spark-submit and the launcher. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new RegradeJob(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    Regrading regrading = regrading();
    Path samples = new Path(run, "samples");
    List<String> shards = shards(samples);
    Path grades = grades(run);
    try (StagingFolder staging = StagingFolder.begin(grades)) {
      Path unfinished = new Path(staging.folder(), "regraded");
      ShardRegrader regrader =
          new ShardRegrader(
              samples.toString(), new Path(unfinished, "samples").toString(), regrading);
      List<ShardResult> results;
      try (JavaSparkContext spark = SparkContexts.start("alphagrid regrade " + run)) {
        results = spark.parallelize(shards, shards.size()).map(regrader).collect();
      }
      requirePresent(regrading, results);
      writeChanges(results, new Path(unfinished, CHANGES));
      report(results, staging.publishNumbered(unfinished, CHANGES));
    }
    return 0;
  }

  private Regrading regrading() {
    Regrading regrading =
        new Regrading(
            Regrading.byBenchmark("extractor", extractors),
            Regrading.byBenchmark("grader", graders));
    try {
      regrading.extractors().values().forEach(name -> Grading.extractors().find(name));
      regrading.graders().values().forEach(name -> Grading.graders().find(name));
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage(), e);
    }
    return regrading;
  }

  // A name that no row has would otherwise change nothing without a word.
  private static void requirePresent(Regrading regrading, List<ShardResult> results) {
    Set<String> present = new TreeSet<>();
    results.forEach(result -> present.addAll(result.benchmarks()));
    for (String name : regrading.benchmarks()) {
      if (!present.contains(name)) {
        throw new UserException(Suggestion.unknown("benchmark", name, present));
      }
    }
  }

  /** Returns the names of the shards of a samples folder. */
  static List<String> shards(Path samples) throws IOException {
    FileStatus[] found =
        Storage.fileSystem(samples).globStatus(new Path(samples, "shard-*.parquet"));
    if (found == null || found.length == 0) {
      throw new UserException("No samples in %s: no file named shard-*.parquet".formatted(samples));
    }
    return Arrays.stream(found).map(file -> file.getPath().getName()).sorted().toList();
  }

  private static void writeChanges(List<ShardResult> results, Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    StringBuilder lines = new StringBuilder();
    for (Change change : changes(results)) {
      lines.append(json.writeValueAsString(change)).append('\n');
    }
    Storage.write(file, lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Change> changes(List<ShardResult> results) {
    List<Change> changes = new ArrayList<>();
    results.forEach(result -> changes.addAll(result.changes()));
    return changes;
  }

  /** Returns the folder of a run's regradings. */
  static Path grades(String run) {
    return new Path(run, "grades");
  }

  private static void report(List<ShardResult> results, Path published) {
    long rows = results.stream().mapToLong(ShardResult::rows).sum();
    long kept = results.stream().mapToLong(ShardResult::kept).sum();
    List<Change> changes = changes(results);
    long raised = changes.stream().filter(change -> change.newScore() > change.oldScore()).count();
    Terminal.say(
        "regrade: %,d samples, %,d regraded, %,d with the same score, %,d raised, %,d lowered"
            .formatted(
                rows, rows - kept, rows - kept - changes.size(), raised, changes.size() - raised));
    Terminal.say("regrade: " + published);
  }
}
