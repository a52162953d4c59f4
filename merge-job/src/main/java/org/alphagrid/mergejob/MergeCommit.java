package org.alphagrid.mergejob;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.merge.HuggingFaceFiles;
import org.alphagrid.merge.MergedCheckpoint;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.merge.StoredMerge;
import org.alphagrid.merge.StoredTensor;
import org.alphagrid.merge.TensorMerger;
import org.alphagrid.merge.Workers;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;

/**
 * Merges the points of a plan, completes them with everything beside the weights, publishes them.
 */
final class MergeCommit {
  private final SweepRun run;
  private final MergePlan plan;
  private final ParentSet parents;

  MergeCommit(SweepRun run, MergePlan plan, ParentSet parents) {
    this.run = run;
    this.plan = plan;
    this.parents = parents;
  }

  /** Merges all points together and publishes each as soon as it is complete. */
  void mergeAndPublish(Workers workers) throws IOException {
    MergedCheckpoint merged = new MergedCheckpoint(run.dtype());
    merged.add(TensorMerger.of(parents, plan.points(), run.dtype()), parents.tensors());
    new StoredMerge(merged, plan.shards(), workers)
        .run(plan.folders(), this::writeCompanions, this::publish);
  }

  private void publish(int place, List<StoredTensor> stored) throws IOException {
    GridPoint point = plan.points().get(place);
    byte[] manifest = MergeManifest.render(run, point, stored);
    StoredPoint.publish(plan.folders().get(place), run, point, parents, manifest);
  }

  private void writeCompanions(Path folder) throws IOException {
    HuggingFaceFiles.writeIndex(folder, plan.shards(), parents.tensors(), run.dtype());
    HuggingFaceFiles.writeCompanions(folder, parents.donor(), run.dtype(), OptionalInt.empty());
  }
}
