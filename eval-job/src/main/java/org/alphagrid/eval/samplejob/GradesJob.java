package org.alphagrid.eval.samplejob;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.alphagrid.core.UserException;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.SparkContexts;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.core.storage.StagingFolder;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.sample.SampleReader;
import org.alphagrid.eval.sample.SampleRow;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how a run's samples were graded: rates, the rules that decided, and IFEval's numbers. */
@Command(
    name = "grades",
    mixinStandardHelpOptions = true,
    description = "Shows accuracy and rates of a run's samples by point and benchmark.",
    footer = {
      "",
      "Rates of truncated samples, unclosed thoughts, samples without an answer and errors are kept"
          + " apart; a sample may count in several.",
      "",
      "Exit codes: 0 done, 1 unexpected failure, 2 wrong input."
    })
public final class GradesJob implements Callable<Integer> {
  private static final String STRICT = "followed";

  @Parameters(index = "0", paramLabel = "RUN", description = "The run directory.")
  private String run;

  @Option(
      names = "--grades",
      paramLabel = "NUMBER",
      description = "Of this regrading, for example 1; by default of the samples as first graded.")
  private int number;

  @Option(names = "--rules", description = "Also how often each rule decided.")
  private boolean showRules;

  /** Names what is counted together. */
  private record Cell(String benchmark, String point) implements Comparable<Cell>, Serializable {
    @Override
    public int compareTo(Cell other) {
      int order = benchmark.compareTo(other.benchmark);
      return order != 0 ? order : point.compareTo(other.point);
    }
  }

  /** Runs the command; the entry point for spark-submit and the launcher. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new GradesJob(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path samples = new Path(number == 0 ? new Path(run) : regrading(), "samples");
    List<String> shards = RegradeJob.shards(samples);
    String folder = samples.toString();
    Map<Cell, GradeTally> tallies;
    try (JavaSparkContext spark = SparkContexts.start("alphagrid grades " + run)) {
      tallies =
          spark
              .parallelize(shards, shards.size())
              .map(shard -> tallies(new Path(folder, shard)))
              .reduce(GradesJob::merged);
    }
    print(tallies);
    return 0;
  }

  private Path regrading() throws IOException {
    Path regrading = StagingFolder.numbered(RegradeJob.grades(run), number);
    if (!Storage.exists(new Path(regrading, RegradeJob.CHANGES))) {
      throw new UserException(
          "Cannot show regrading %d of %s: no file %s (regrade writes it last)"
              .formatted(number, run, new Path(regrading, RegradeJob.CHANGES)));
    }
    return regrading;
  }

  private static TreeMap<Cell, GradeTally> tallies(Path shard) throws IOException {
    TreeMap<Cell, GradeTally> tallies = new TreeMap<>();
    try (SampleReader reader = new SampleReader(shard)) {
      for (SampleRow row = reader.read(); row != null; row = reader.read()) {
        tallies
            .computeIfAbsent(new Cell(row.getBenchmark(), row.getPoint()), c -> new GradeTally())
            .add(row);
      }
    }
    return tallies;
  }

  private static TreeMap<Cell, GradeTally> merged(
      TreeMap<Cell, GradeTally> left, TreeMap<Cell, GradeTally> right) {
    right.forEach((cell, tally) -> left.merge(cell, tally, GradeTally::plus));
    return left;
  }

  private void print(Map<Cell, GradeTally> tallies) {
    Terminal.say(
        line(
            "benchmark",
            "point",
            "samples",
            "accuracy",
            "cut",
            "unclosed",
            "none",
            "error",
            "tokens"));
    tallies.forEach(
        (cell, tally) -> {
          Terminal.say(
              line(
                  cell.benchmark(),
                  cell.point(),
                  "%,d".formatted(tally.samples()),
                  rate(tally.accuracy()),
                  rate(tally.truncatedRate()),
                  rate(tally.unclosedRate()),
                  rate(tally.unansweredRate()),
                  rate(tally.errorRate()),
                  "%,.1f".formatted(tally.meanTokens())));
          printInstructions(tally);
          if (tally.referencesNotUnderstood() > 0) {
            Terminal.say(
                "  %,d with a reference not understood: only the same signs were accepted"
                    .formatted(tally.referencesNotUnderstood()));
          }
          if (showRules) {
            tally.rules().forEach((rule, count) -> Terminal.say("  %6d %s".formatted(count, rule)));
          }
        });
  }

  private static void printInstructions(GradeTally tally) {
    Map<String, Double> sums = tally.measures();
    if (sums.containsKey(STRICT)) {
      double instructions = sums.get("instructions");
      Terminal.say(
          "  strict: prompts %s, instructions %s; loose: prompts %s, instructions %s"
              .formatted(
                  rate(tally.accuracy()),
                  rate(sums.get(STRICT) / instructions),
                  rate(sums.get("prompt-loose") / tally.samples()),
                  rate(sums.get("followed-loose") / instructions)));
    }
  }

  private static String rate(double rate) {
    return String.format(Locale.ROOT, "%.4f", rate);
  }

  private static String line(String benchmark, String point, String... numbers) {
    StringBuilder line = new StringBuilder("%-16s %-28s".formatted(benchmark, point));
    for (String number : numbers) {
      line.append(" %9s".formatted(number));
    }
    return line.toString();
  }
}
