package org.alphagrid.merge.run;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.core.storage.Publisher;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.files.HuggingFaceFiles;
import org.alphagrid.merge.files.ModelCard;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.method.ParentRole;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Publishes a point's folder in a run directory.
 *
 * @param folder published before, maybe under a name its sweep gives no more
 */
public record StoredPoint(Path folder) {
  /**
   * Gives the same model another point's name: its files are linked or copied, and only what names
   * the point is written anew.
   *
   * @param point of the same recipe
   * @param unfinished a folder of this run's own
   * @throws org.alphagrid.core.UserException when the weights are not what they were
   */
  public void publishAs(SweepRun run, MergePoint point, ParentSet parents, Path unfinished)
      throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      MergeManifest.requireIntact(checkpoint);
    }
    Path copy = new Path(unfinished, run.recipeDigest(point).substring(0, 16));
    Storage.fileSystem(copy).mkdirs(copy);
    for (FileStatus file : Storage.fileSystem(folder).listStatus(folder)) {
      String name = file.getPath().getName();
      if (!name.equals(ModelCard.FILE) && !name.equals(MergeManifest.FILE)) {
        Storage.linkOrCopy(file.getPath(), new Path(copy, name));
      }
    }
    publish(copy, run, point, parents, MergeManifest.renamed(run, point, folder));
  }

  /** Writes what names a point beside its model, and publishes the folder by one rename. */
  public static void publish(
      Path unfinished, SweepRun run, MergePoint point, ParentSet parents, byte[] manifest)
      throws IOException {
    HuggingFaceFiles.write(unfinished, ModelCard.FILE, card(run, point, parents).render());
    HuggingFaceFiles.write(unfinished, MergeManifest.FILE, manifest);
    if (!Publisher.publishFolderOnce(unfinished, run.pointDirectory(point), MergeManifest.FILE)) {
      // Another run was first; that it merged the same is checked here.
      MergeManifest.isPublished(run, point);
    }
  }

  private static ModelCard card(SweepRun run, MergePoint point, ParentSet parents)
      throws IOException {
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
}
