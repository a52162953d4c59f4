package org.alphagrid.merge.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.core.spark.JobSpark;
import org.alphagrid.core.spark.SlotUtilization;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.core.storage.StagingFolder;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.engine.ModelMerge;
import org.alphagrid.merge.engine.TaskExecutor;
import org.alphagrid.merge.files.CompanionFiles;
import org.alphagrid.merge.files.HuggingFaceFiles;
import org.alphagrid.merge.files.MergedConfig;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.run.MergeManifest;
import org.alphagrid.merge.run.StoredPoint;
import org.alphagrid.merge.run.SweepRun;
import org.alphagrid.merge.store.CheckpointMerger;
import org.alphagrid.merge.store.MergeBatches;
import org.alphagrid.merge.store.StoredTensor;
import org.alphagrid.merge.sweep.Sweep;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores every point of a sweep that is not stored yet: finds what is missing, merges it batch by
 * batch into folders of this run's own, completes each with everything beside the weights, and
 * publishes it by one rename.
 *
 * @param run the sweep and its directory
 * @param maxShardBytes most tensor bytes of one output file, unless a single tensor is larger
 * @param batch how many points are merged together, if that is said
 */
public record SweepMerge(SweepRun run, long maxShardBytes, Optional<Integer> batch) {
  private static final Logger LOG = LoggerFactory.getLogger(SweepMerge.class);

  /** Merges a run into files of the default size. */
  public SweepMerge(SweepRun run) {
    this(run, ShardSize.DEFAULT_BYTES, Optional.empty());
  }

  /** Reports the points of a sweep that mergekit would merge differently. */
  static void sayWhatDiffersFromMergekit(Sweep sweep) {
    Map<String, List<String>> points = new LinkedHashMap<>();
    for (MergePoint point : sweep.mergedPoints()) {
      point
          .rule()
          .unlikeMergekit()
          .ifPresent(text -> points.computeIfAbsent(text, t -> new ArrayList<>()).add(point.id()));
    }
    points.forEach(
        (text, ids) -> Terminal.say("merge: %s: %s".formatted(String.join(", ", ids), text)));
  }

  /**
   * Merges and publishes; Spark is started only if something is missing. What killed runs left is
   * removed.
   */
  public void merge(JobSpark spark) throws IOException {
    StagingFolder.removeLeftovers(points());
    List<MergePoint> missing = missing();
    int merged = missing.isEmpty() ? 0 : merge(missing, spark);
    int there = run.sweep().mergedPoints().size() - merged;
    Terminal.say(
        "merge: %d points merged, %d were there already, in %s"
            .formatted(merged, there, run.directory()));
    run.sweep().points().stream()
        .filter(point -> point.isMerged() && !point.id().equals(point.modelId()))
        .forEach(point -> Terminal.say("merge: %s is %s".formatted(point.id(), point.modelId())));
  }

  /** Finds the points that are not yet published, in grid order. */
  List<MergePoint> missing() throws IOException {
    List<MergePoint> missing = new ArrayList<>();
    for (MergePoint point : run.sweep().mergedPoints()) {
      if (!MergeManifest.isPublished(run, point)) {
        missing.add(point);
      }
    }
    return missing;
  }

  /** Returns the folder of stored points. */
  Path points() {
    return new Path(run.directory(), "points");
  }

  /** Names the tensors of each shard file of a merged model, in order. */
  List<List<String>> shards(ParentSet parents) {
    return HuggingFaceFiles.shards(parents.tensors(), run.dtype(), maxShardBytes);
  }

  private int merge(List<MergePoint> points, JobSpark spark) throws IOException {
    LOG.info("merging {} points", points.size());
    Sweep sweep = run.sweep();
    try (ParentSet parents = ParentSet.open(sweep.parents(), sweep.donor());
        StagingFolder staging = StagingFolder.begin(points())) {
      MergedConfig config = MergedConfig.of(parents.donor(), run.dtype(), parents.tensors());
      notes(config, parents).forEach(note -> Terminal.say("merge: " + note));
      SlotUtilization use = new SlotUtilization();
      spark.context().sc().addSparkListener(use);
      try {
        TaskExecutor workers = new SparkTaskExecutor(spark.context(), new ByteProgress("merge"));
        List<MergePoint> rest = takeOver(points, parents, staging.folder());
        for (List<MergePoint> together : MergeBatches.of(rest, parents, run.dtype(), batch)) {
          mergeAndPublish(together, parents, config, staging.folder(), workers);
        }
        Terminal.say(use.line("merge"));
        return rest.size();
      } finally {
        spark.context().sc().removeSparkListener(use);
      }
    }
  }

  /** Gives points stored under another name their own; returns the others. */
  private List<MergePoint> takeOver(List<MergePoint> points, ParentSet parents, Path unfinished)
      throws IOException {
    Map<String, Path> stored = MergeManifest.byRecipe(run);
    Path all = points();
    List<MergePoint> rest = new ArrayList<>();
    for (MergePoint point : points) {
      Path same = stored.get(run.recipeDigest(point));
      if (same == null) {
        rest.add(point);
      } else {
        new StoredPoint(same).publishAs(run, point, parents, unfinished);
        Terminal.say(
            "merge: %s was stored as %s: not merged again"
                .formatted(point.id(), relative(all, same)));
      }
    }
    return rest;
  }

  private static String relative(Path folder, Path inside) {
    Path parent = inside.getParent();
    return parent.getName().equals(folder.getName())
        ? inside.getName()
        : relative(folder, parent) + "/" + inside.getName();
  }

  /** Merges points together and publishes each as soon as it is complete. */
  private void mergeAndPublish(
      List<MergePoint> points,
      ParentSet parents,
      MergedConfig config,
      Path unfinished,
      TaskExecutor workers)
      throws IOException {
    List<List<String>> shards = shards(parents);
    List<Path> folders = new ArrayList<>();
    for (MergePoint point : points) {
      folders.add(new Path(unfinished, run.recipeDigest(point).substring(0, 16)));
    }
    new CheckpointMerger(List.of(ModelMerge.of(parents, points, run.dtype())), shards, workers)
        .run(
            folders,
            folder -> writeCompanions(folder, shards, parents, config),
            (place, stored) -> publish(folders.get(place), points.get(place), parents, stored));
  }

  private void writeCompanions(
      Path folder, List<List<String>> shards, ParentSet parents, MergedConfig config)
      throws IOException {
    HuggingFaceFiles.writeIndex(folder, shards, parents.tensors(), run.dtype());
    CompanionFiles.of(parents.donor(), config).write(folder);
  }

  /** Says in what merged models are not as their parents are. */
  private List<String> notes(MergedConfig config, ParentSet parents) {
    List<String> notes = new ArrayList<>(config.notes());
    boolean mixed =
        parents.donor().tensors().stream().map(TensorEntry::dtype).distinct().count() > 1;
    if (mixed && run.sweep().dtype().isEmpty()) {
      notes.add(
          "weights are stored as %s, since %s has tensors of several types; dtype says another"
              .formatted(run.dtype().torchName(), run.sweep().donor().key()));
    }
    parents.all().entrySet().stream()
        .filter(parent -> parent.getValue().reading().separateHead())
        .forEach(
            parent ->
                notes.add(
                    "the embedding of %s also stands for its head; merged models have a head of their own"
                        .formatted(parent.getKey().key())));
    return notes;
  }

  private void publish(Path folder, MergePoint point, ParentSet parents, List<StoredTensor> stored)
      throws IOException {
    StoredPoint.publish(folder, run, point, parents, MergeManifest.render(run, point, stored));
  }
}
