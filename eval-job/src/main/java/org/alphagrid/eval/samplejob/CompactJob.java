package org.alphagrid.eval.samplejob;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.alphagrid.core.UserException;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.SparkContexts;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.core.storage.StagingFolder;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.sample.files.Compaction;
import org.alphagrid.eval.sample.files.CompactionTask;
import org.alphagrid.eval.sample.files.SampleFile;
import org.alphagrid.eval.sample.files.SampleFolder;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gathers a run's small sample files into few large ones. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    description = "Gathers a run's small files of samples into files of about 100 MB.",
    footer = {
      "",
      "Rows stay as they are, and a later eval still finds them. Killed, it loses nothing: started",
      "again it goes on. Eval does this by itself where it leaves more than 1,000 small files.",
      "",
      "Exit codes: 0 done, 1 unexpected failure, 2 wrong input."
    })
public final class CompactJob implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RUN", description = "The run directory.")
  private String directory;

  @Option(names = "--force", description = "Even where another job seems to be at work.")
  private boolean force;

  /** Runs the command; the entry point for spark-submit and the launcher. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new CompactJob(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path run = Storage.qualified(new Path(directory));
    SampleFolder folder = SampleFolder.of(run);
    if (!Storage.exists(folder.path())) {
      throw new UserException("Cannot compact %s: it has no samples".formatted(run));
    }
    StagingFolder.removeLeftovers(folder.path());
    if (!force && StagingFolder.isAnyAlive(folder.path())) {
      throw new UserException(
          "Cannot compact %s: an eval, compact or import job is at work there, or was killed less than ten minutes ago; wait for it, or give --force"
              .formatted(run));
    }
    new Compaction(folder.path()).finish();
    if (new Compaction(folder.path()).plan(folder.published()).isEmpty()) {
      Terminal.say("compact: nothing to gather");
      return 0;
    }
    try (JavaSparkContext spark = SparkContexts.start("alphagrid compact " + run.getName())) {
      compact(spark, folder);
    }
    return 0;
  }

  /** Gathers what is small; one task for each large file. */
  public static void compact(JavaSparkContext spark, SampleFolder folder) throws IOException {
    Compaction compaction = new Compaction(folder.path());
    List<SampleFile> files = folder.published();
    List<CompactionTask> gatherings = compaction.plan(files);
    if (gatherings.isEmpty()) {
      return;
    }
    long rows;
    try (StagingFolder staging = StagingFolder.begin(folder.path())) {
      String unfinished = staging.folder().toString();
      rows =
          spark
              .parallelize(gatherings, gatherings.size())
              .map(one -> one.write(unfinished))
              .reduce(Long::sum);
      compaction.finish();
    }
    Terminal.say(
        "compact: %,d samples of %,d files gathered in %d"
            .formatted(
                rows,
                gatherings.stream().mapToInt(one -> one.files().size()).sum(),
                gatherings.size()));
  }
}
