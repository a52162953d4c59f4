package org.alphagrid.merge.job;

import java.io.IOException;
import java.util.Set;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.merge.engine.LocalTaskExecutor;
import org.alphagrid.merge.mergekit.MergekitMerge;
import org.alphagrid.merge.method.Compatibility;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Option;

/** Holds the command-line arguments of a single merge by a mergekit configuration. */
final class MergekitArguments {
  @Option(
      names = "--mergekit",
      required = true,
      paramLabel = "CONFIG",
      description = "Merge once, by a mergekit configuration, instead of a sweep.")
  private String file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the checkpoint of --mergekit goes.")
  private String out;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Where relative paths of --mergekit start; the working directory by default.")
  private String models;

  @Option(
      names = "--compatibility",
      paramLabel = "PEER",
      description = "mergekit: do as it does where it departs from the formula of a method.")
  private Compatibility compatibility = Compatibility.NONE;

  @Option(
      names = "--allow",
      paramLabel = "NAME",
      split = ",",
      converter = AllowableDifference.class,
      description = "Differences between the models that may be there, by name.")
  private Set<String> allow = Set.of();

  void merge(long maxShardBytes) throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    MergekitMerge.Outcome outcome =
        MergekitMerge.run(
            new Path(file),
            models == null ? null : new Path(models),
            new Path(out),
            compatibility,
            allow,
            maxShardBytes,
            new LocalTaskExecutor(cores, new ByteProgress("merge")));
    outcome.notes().forEach(note -> Terminal.say("merge: " + note));
    Terminal.say("merge: %s %s".formatted(outcome.merged() ? "wrote" : "already there:", out));
  }
}
