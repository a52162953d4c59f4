package org.alphagrid.merge.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.alphagrid.core.UserException;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.SparkContexts;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.compatibility.AllowNotation;
import org.alphagrid.merge.compatibility.CheckpointComparison;
import org.alphagrid.merge.compatibility.DifferenceNames;
import org.alphagrid.merge.compatibility.NamedCheckpoint;
import org.alphagrid.merge.compatibility.PairAdvice;
import org.alphagrid.merge.compatibility.ParentComparison;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.engine.LocalTaskExecutor;
import org.alphagrid.merge.engine.ProgressListener;
import org.alphagrid.merge.engine.TaskExecutor;
import org.alphagrid.merge.inspect.InspectionJson;
import org.alphagrid.merge.inspect.InspectionText;
import org.alphagrid.merge.inspect.Statistics;
import org.alphagrid.merge.inspect.TensorSums;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.sweep.Sweep;
import org.alphagrid.merge.sweep.SweepReader;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the parents of a sweep, or looks at one checkpoint, before anything is merged. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description =
        "Compares the parents of a sweep: files, configs, tokenizers, weights by role and depth,"
            + " and what the sweep would write. Also looks at a single checkpoint.",
    footer = {
      "",
      "Exit codes: 0 nothing stands in the way of a merge, 1 unexpected failure,",
      "2 wrong input, or the parents cannot be merged (the differences are listed)."
    })
public final class InspectJob implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SWEEP|DIR",
      description = "A sweep file (YAML), or the directory of one checkpoint.")
  private String target;

  @Option(names = "--direct", paramLabel = "DIR", description = "The direct parent.")
  private String direct;

  @Option(names = "--think", paramLabel = "DIR", description = "The think parent.")
  private String think;

  @Option(names = "--base", paramLabel = "DIR", description = "The base, if there is one.")
  private String base;

  @Option(
      names = "--allow",
      paramLabel = "NAME",
      split = ",",
      converter = AllowableDifference.class,
      description = "Differences that may be there, besides those the sweep allows.")
  private Set<String> allow = Set.of();

  @Option(names = "--all", description = "List every tensor, not only roles and depths.")
  private boolean everyTensor;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write tensors.parquet, roles.parquet and summary.json there.")
  private String out;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description =
          "The run directory whose free space counts; runs/<name of the sweep> by default.")
  private String run;

  @Mixin private ShardSize shards;

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new InspectJob(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    boolean pair = direct != null || think != null || base != null;
    if (pair == (target != null)) {
      throw new UserException(
          "Give a sweep file, a checkpoint's directory, or --direct and --think");
    }
    if (pair) {
      inspectPair();
    } else if (Storage.exists(new Path(target, Checkpoint.CONFIG))) {
      inspectOne(new Path(target));
    } else {
      inspectSweep(SweepReader.read(new Path(target)));
    }
    return 0;
  }

  private void inspectPair() throws IOException {
    if (direct == null || think == null) {
      throw new UserException("Missing --direct or --think: a pair needs both");
    }
    Map<ParentRole, Path> paths = new TreeMap<>();
    paths.put(ParentRole.DIRECT, new Path(direct));
    paths.put(ParentRole.THINK, new Path(think));
    if (base != null) {
      paths.put(ParentRole.BASE, new Path(base));
    }
    try (ParentSet parents = ParentSet.open(paths)) {
      inspect(
          ParentComparison.of(parents),
          allowed(Set.of()),
          AllowNotation.OPTION,
          width -> List.of());
    }
  }

  private void inspectOne(Path directory) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      List<NamedCheckpoint> alone = List.of(new NamedCheckpoint(directory.getName(), checkpoint));
      inspect(
          CheckpointComparison.of(alone),
          allowed(Set.of(DifferenceNames.FAMILY)),
          AllowNotation.OPTION,
          width -> List.of());
    }
  }

  private void inspectSweep(Sweep sweep) throws IOException {
    Path directory = new Path(run == null ? "runs/" + sweep.name() : run);
    try (ParentSet parents = ParentSet.open(sweep.parents(), sweep.donor())) {
      inspect(
          ParentComparison.of(parents),
          allowed(sweep.allowedDifferences()),
          AllowNotation.SWEEP,
          width -> {
            TaskExecutor workers = new LocalTaskExecutor(width, ProgressListener.NONE);
            return PlannedWork.of(sweep, parents, shards.mostBytes(), directory, workers)
                .lines(directory);
          });
    }
  }

  private Set<String> allowed(Set<String> before) {
    Set<String> allowed = new HashSet<>(before);
    allowed.addAll(allow);
    return allowed;
  }

  /** Says what is planned for a number of tasks at once. */
  @FunctionalInterface
  private interface Plan {
    List<String> lines(int width) throws IOException;
  }

  private void inspect(
      CheckpointComparison comparison, Set<String> allowed, AllowNotation notation, Plan plan)
      throws IOException {
    List<NamedCheckpoint> compared = comparison.compared();
    List<String> names = compared.stream().map(NamedCheckpoint::name).toList();
    int place = compared.size() > 2 ? names.indexOf(ParentRole.BASE.key()) : TensorSums.NO_BASE;
    Statistics statistics;
    CheckpointComparison whole;
    int width;
    try (JavaSparkContext spark = SparkContexts.start("alphagrid inspect")) {
      width = spark.defaultParallelism();
      statistics = count(spark, compared, names, place);
      whole = comparison.with(statistics.notFinite());
      if (out != null) {
        byte[] summary = InspectionJson.render(whole, statistics);
        InspectionFiles.publish(spark, statistics, summary, new Path(out));
      }
    }
    new InspectionText(whole, statistics).lines(everyTensor).forEach(Terminal::say);
    whole
        .allowed(allowed)
        .forEach(d -> Terminal.say("allowed: %s: %s".formatted(d.name(), d.text())));
    List<String> advice = PairAdvice.of(whole, allowed);
    advice.forEach(Terminal::say);
    if (!advice.isEmpty() && !whole.errors(allowed).isEmpty()) {
      throw new UserException(
          "Cannot merge these parents: %d differences are not allowed (see above)"
              .formatted(whole.errors(allowed).size()));
    }
    whole.requireMergeable(allowed, notation);
    // Only what can be merged has a plan.
    plan.lines(width).forEach(Terminal::say);
  }

  private static Statistics count(
      JavaSparkContext spark, List<NamedCheckpoint> compared, List<String> names, int base) {
    List<InspectTask> tasks = InspectPlanner.plan(compared, base, spark.defaultParallelism());
    List<TensorSums> sums = new ArrayList<>();
    if (!tasks.isEmpty()) {
      TaskProgress progress = new TaskProgress("inspect", tasks.size());
      spark.sc().addSparkListener(progress);
      spark.parallelize(tasks, tasks.size()).map(InspectTask::run).collect().forEach(sums::addAll);
      // Writing the tables is no part of what it counts.
      spark.sc().removeSparkListener(progress);
    }
    return Statistics.of(
        names, base, tasks.stream().flatMap(task -> task.ranges().stream()).toList(), sums);
  }
}
