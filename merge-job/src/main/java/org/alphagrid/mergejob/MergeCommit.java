package org.alphagrid.mergejob;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.merge.HuggingFaceFiles;
import org.alphagrid.merge.ModelCard;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.method.ParentRole;
import org.alphagrid.storage.Publisher;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;

/** Completes merged points with everything beside the weights, checks and publishes them. */
final class MergeCommit {
  private final SweepRun run;
  private final MergePlan plan;
  private final ParentSet parents;
  private final Map<String, Map<String, String>> digests = new HashMap<>();

  MergeCommit(SweepRun run, MergePlan plan, ParentSet parents) {
    this.run = run;
    this.plan = plan;
    this.parents = parents;
  }

  /** Notes what a task wrote. */
  void add(MergeTaskResult result) {
    result
        .digests()
        .forEach(
            (point, tensors) ->
                digests.computeIfAbsent(point, p -> new HashMap<>()).putAll(tensors));
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

  /** Publishes every point of the plan, each by one rename. */
  void publish() throws IOException {
    for (GridPoint point : plan.points()) {
      Path folder = plan.folders().get(point);
      HuggingFaceFiles.writeIndex(folder, plan.shards(), parents.tensors(), run.dtype());
      HuggingFaceFiles.writeCompanions(folder, parents.donor(), run.dtype(), OptionalInt.empty());
      HuggingFaceFiles.write(
          folder,
          MergeManifest.FILE,
          MergeManifest.render(run, point, parents, digests.get(point.id())));
      HuggingFaceFiles.write(folder, ModelCard.FILE, card(point).render());
      // Opening it checks every header, offset and the index against the files as they are.
      Checkpoint.open(folder).close();
      Publisher.publishOnce(folder, run.pointDirectory(point));
    }
  }
}
