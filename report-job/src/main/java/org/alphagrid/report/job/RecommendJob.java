package org.alphagrid.report.job;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.alphagrid.core.UserException;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.SparkContexts;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurveBuilder;
import org.alphagrid.report.model.Provenance;
import org.alphagrid.report.recommend.Advice;
import org.alphagrid.report.recommend.AdviceText;
import org.alphagrid.report.recommend.PairFeatures;
import org.alphagrid.report.recommend.PairPredictor;
import org.alphagrid.report.recommend.PastRun;
import org.alphagrid.report.recommend.RunFacts;
import org.alphagrid.report.table.InspectionTable;
import org.alphagrid.report.table.SampleTable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says where a pair will begin to think and which method to try first, from earlier runs. */
@Command(
    name = "recommend",
    mixinStandardHelpOptions = true,
    description = {
      "Predicts from earlier runs at which alpha a pair of parents begins to think and which",
      "method to try first, with intervals; says so when the runs are too few."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:advice is printed, even if it is that the runs are too few",
      "1:unexpected failure",
      "2:wrong usage, or a run that cannot be used; the message says why"
    })
public final class RecommendJob implements Callable<Integer> {
  /** Where a run keeps the inspection of its parents. */
  private static final String INSPECTION = "inspection";

  @Option(
      names = "--pair-inspection",
      paramLabel = "<dir>",
      description = {
        "What inspect --direct DIR --think DIR --out <dir> wrote about the new pair",
        "(the launcher does that for --pair DIRECT THINK)."
      })
  private String pair;

  @Option(
      names = "--runs",
      arity = "0..*",
      paramLabel = "<run>",
      description = "Earlier runs; the launcher takes those under runs/ by default.")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--benchmark",
      split = ",",
      paramLabel = "<name>",
      description = {
        "What the merges are for; only runs with all of these count.",
        "Default: every run's own benchmarks."
      })
  private List<String> benchmarks = new ArrayList<>();

  @Option(
      names = "--budget",
      paramLabel = "<tokens>",
      description = {
        "Tokens per sample up to which methods are compared;",
        "default: those of each run's dearest parent."
      })
  private double budget = Double.NaN;

  @Option(
      names = "--level",
      paramLabel = "<share>",
      defaultValue = "0.8",
      description = "Of the intervals (default: ${DEFAULT-VALUE}).")
  private double level;

  @Option(
      names = "--list-uninspected",
      description = {
        "Only print, for every run without <run>/inspection, its name and the paths of its",
        "direct, think and base parents, separated by tabs."
      })
  private boolean list;

  /** Entry point for spark-submit and the launcher. */
  public static void main(String[] args) {
    System.exit(JobCommand.run(new RecommendJob(), args));
  }

  @Override
  public Integer call() throws IOException {
    requireSense();
    try (SparkSession spark = SparkContexts.session("alphagrid recommend")) {
      if (list) {
        list(spark);
      } else {
        advise(spark);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void requireSense() {
    if (!list && pair == null) {
      throw new UserException("Missing --pair-inspection: which parents is it about?");
    }
    if (!(level > 0 && level < 1)) {
      throw new UserException("Invalid --level: %s (must be between 0 and 1)".formatted(level));
    }
    if (budget <= 0) {
      throw new UserException(
          "Invalid --budget: %s (must be more than 0 tokens)".formatted(budget));
    }
  }

  private void list(SparkSession spark) {
    for (String run : runs) {
      if (!InspectionTable.isIn(new Path(run, INSPECTION), spark)) {
        ReportedSweep sweep = ReportedSweepReader.read(new Path(run, "sweep.yaml"));
        Terminal.result(
            "%s\t%s\t%s\t%s%n"
                .formatted(run, path(sweep, "direct"), path(sweep, "think"), path(sweep, "base")));
      }
    }
  }

  private static String path(ReportedSweep sweep, String role) {
    return sweep.provenance().parents().stream()
        .filter(parent -> parent.role().equals(role))
        .map(Provenance.Parent::path)
        .findFirst()
        .orElse("-");
  }

  private void advise(SparkSession spark) {
    PairFeatures features = InspectionTable.read(spark, new Path(pair));
    List<PastRun> past = new ArrayList<>();
    for (String run : runs) {
      RunInput input = RunInput.read(List.of(run));
      List<String> own = input.sweep().benchmarks();
      if (!own.containsAll(benchmarks)) {
        Terminal.warn("Left out run %s: it has %s, asked for %s".formatted(run, own, benchmarks));
        continue;
      }
      past.add(past(spark, run, input, benchmarks.isEmpty() ? own : benchmarks));
    }
    Advice advice = new PairPredictor(level).advise(features, past);
    Terminal.result(String.join("\n", AdviceText.of(advice)) + "\n");
  }

  private PastRun past(SparkSession spark, String run, RunInput input, List<String> asked) {
    ReportedSweep sweep = input.sweep();
    AccuracyTokenCurve curve;
    try (SampleTable table = new SampleTable(spark, input.samples())) {
      curve =
          CurveBuilder.build(
              sweep.points(),
              sweep.benchmarks(),
              sweep.provenance().samples(),
              table.totals().tallies());
    }
    RunFacts facts = new RunFacts(curve, asked);
    // Digests tell pairs apart wherever they lie.
    String parents =
        sweep.provenance().parents().stream()
            .filter(parent -> !parent.role().equals("base"))
            .map(Provenance.Parent::digest)
            .collect(joining(" "));
    return new PastRun(
        run,
        parents,
        InspectionTable.read(spark, new Path(run, INSPECTION)),
        facts.transition(),
        facts.gains(budget));
  }
}
