package org.alphagrid.mergejob;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.merge.HuggingFaceFiles;
import org.alphagrid.merge.MergedCheckpoint;
import org.alphagrid.merge.ModelCard;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.merge.StoredMerge;
import org.alphagrid.merge.StoredTensor;
import org.alphagrid.merge.TensorMerger;
import org.alphagrid.merge.Workers;
import org.alphagrid.method.ParentRole;
import org.alphagrid.storage.AtOnce;
import org.alphagrid.storage.Publisher;
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

  private ModelCard card(GridPoint point) throws IOException {
    ModelCard card =
        new ModelCard(
                run.sweep().name() + ": " + point.id(), point.method(), run.dtype().torchName())
            .parameters(point.parameters());
    Set<ParentRole> read = new TreeSet<>(point.rule().models());
    point.rule().base().ifPresent(read::add);
    for (ParentRole role : read) {
      card.parent(role.key(), parents.parent(role), run.parentDigests().get(role));
    }
    return card.remark(
        "Configuration, tokenizer and chat template are those of `%s`."
            .formatted(run.sweep().donor().key()));
  }

  /** Merges all points together and publishes each by one rename. */
  void mergeAndPublish(Workers workers) throws IOException {
    MergedCheckpoint merged = new MergedCheckpoint(run.dtype());
    merged.add(TensorMerger.of(parents, plan.points(), run.dtype()), parents.tensors());
    List<List<StoredTensor>> stored =
        new StoredMerge(merged, plan.shards(), workers).run(plan.folders(), this::writeCompanions);
    AtOnce.run(IntStream.range(0, stored.size()).boxed().toList(), p -> publish(p, stored.get(p)));
  }

  private void publish(int p, List<StoredTensor> stored) throws IOException {
    GridPoint point = plan.points().get(p);
    Path folder = plan.folders().get(p);
    HuggingFaceFiles.write(folder, ModelCard.FILE, card(point).render());
    HuggingFaceFiles.write(folder, MergeManifest.FILE, MergeManifest.render(run, point, stored));
    if (!Publisher.publishFolderOnce(folder, run.pointDirectory(point), MergeManifest.FILE)) {
      // Another run was first; that it merged the same is checked here.
      MergeManifest.isPublished(run, point);
    }
  }

  private void writeCompanions(Path folder) throws IOException {
    HuggingFaceFiles.writeIndex(folder, plan.shards(), parents.tensors(), run.dtype());
    HuggingFaceFiles.writeCompanions(folder, parents.donor(), run.dtype(), OptionalInt.empty());
  }
}
