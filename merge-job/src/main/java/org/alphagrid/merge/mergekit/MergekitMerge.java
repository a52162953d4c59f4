package org.alphagrid.merge.mergekit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Publisher;
import org.alphagrid.core.storage.StagingFolder;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.DigestCache;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.engine.ModelMerge;
import org.alphagrid.merge.engine.TaskExecutor;
import org.alphagrid.merge.files.HuggingFaceFiles;
import org.alphagrid.merge.files.ModelCard;
import org.alphagrid.merge.method.Compatibility;
import org.alphagrid.merge.store.CheckpointMerger;
import org.alphagrid.merge.store.StoredTensor;
import org.alphagrid.merge.store.StoredWeights;
import org.alphagrid.merge.tensor.DType;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Runs a mergekit configuration: everything is written into a folder of the run beside the result,
 * opened and checked, and published as one folder.
 */
public final class MergekitMerge {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String MANIFEST = StoredWeights.MANIFEST;
  private static final String REMEMBERED = "digested";

  private final MergekitConfig config;
  private final MergekitPlan plan;
  private final Path out;

  private MergekitMerge(MergekitConfig config, MergekitPlan plan, Path out) {
    this.config = config;
    this.plan = plan;
    this.out = out;
  }

  /**
   * Tells what was done.
   *
   * @param merged false where the result was there already
   * @param notes what the user should know about it
   */
  public record Outcome(boolean merged, List<String> notes) {}

  /**
   * Merges by a configuration.
   *
   * @param file the configuration
   * @param models where relative model paths start; null for the working directory
   * @param compatibility whose reading of methods is followed, unless the file says so
   * @param allowed names of differences between the models that may be there
   * @param workers the executor that merges
   * @throws UserException when {@code out} holds anything but this merge's result
   */
  public static Outcome run(
      Path file,
      Path models,
      Path out,
      Compatibility compatibility,
      Set<String> allowed,
      long maxShardBytes,
      TaskExecutor workers)
      throws IOException {
    String text = Storage.readText(file);
    ModelNames names = new ModelNames(models);
    MergekitConfig config = MergekitConfig.parse(file.toString(), text, names).with(compatibility);
    try (MergekitPlan plan = MergekitPlan.open(config, names)) {
      // Named in full, and without a slash at its end: its folder must be known.
      Path target = Storage.qualified(new Path(out.toString()));
      return new MergekitMerge(config, plan, target).run(allowed, maxShardBytes, workers);
    }
  }

  private Outcome run(Set<String> allowed, long maxShardBytes, TaskExecutor workers)
      throws IOException {
    StagingFolder.removeLeftovers(out.getParent());
    DigestCache remembered = DigestCache.of(new Path(out, MANIFEST), REMEMBERED);
    ObjectNode recipe = isFree() ? null : recipe(remembered);
    if (recipe != null && isThere(recipe)) {
      return new Outcome(false, List.of());
    }
    try (StagingFolder staging = StagingFolder.begin(out.getParent())) {
      Path folder = new Path(staging.folder(), "merged");
      plan.prepare(new Path(staging.folder(), "rows"));
      List<ModelMerge> parts = plan.merge();
      List<TensorEntry> tensors = ModelMerge.tensors(parts);
      List<String> notes = new ArrayList<>();
      config.unlikeMergekit().ifPresent(notes::add);
      List<String> differences = plan.describe(tensors, allowed);
      notes.addAll(plan.notes());
      // Digests are of the models as they are, before embeddings were brought into one order.
      ObjectNode own = recipe(remembered);
      DType dtype = plan.dtype();
      List<List<String>> shards = HuggingFaceFiles.shards(tensors, dtype, maxShardBytes);
      ModelCard card = card(own);
      CheckpointMerger merge = new CheckpointMerger(parts, shards, workers);
      List<StoredTensor> stored =
          merge
              .run(
                  List.of(folder), unfinished -> writeCompanions(unfinished, shards, tensors, card))
              .get(0);
      HuggingFaceFiles.write(folder, MANIFEST, manifest(own, stored, differences, remembered));
      if (isFree() && Storage.exists(out)) {
        Storage.fileSystem(out).delete(out, false);
      }
      boolean published = Publisher.publishFolderOnce(folder, out, MANIFEST);
      // Otherwise another run was first; the result is as good if it merged the same.
      return new Outcome(published || !isThere(own), List.copyOf(notes));
    }
  }

  private ModelCard card(ObjectNode recipe) throws IOException {
    ModelCard card = new ModelCard(out.getName(), config.method().name(), plan.dtype().torchName());
    for (Map.Entry<String, Checkpoint> entry : plan.models().entrySet()) {
      card.parent(
          entry.getKey(), entry.getValue(), recipe.path("parents").path(entry.getKey()).asText());
    }
    return card.configuration(config.text());
  }

  private void writeCompanions(
      Path folder, List<List<String>> shards, List<TensorEntry> tensors, ModelCard card)
      throws IOException {
    HuggingFaceFiles.writeIndex(folder, shards, tensors, plan.dtype());
    plan.files().write(folder);
    HuggingFaceFiles.write(folder, ModelCard.FILE, card.render());
    HuggingFaceFiles.write(
        folder, "mergekit_config.yml", config.text().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns whether a result of the recipe is there.
   *
   * @throws UserException when something else is
   */
  private boolean isThere(ObjectNode recipe) throws IOException {
    if (isFree()) {
      return false;
    }
    Path manifest = new Path(out, MANIFEST);
    boolean same =
        Storage.exists(manifest)
            && StoredWeights.read(manifest)
                .path("recipe")
                .path("digest")
                .equals(recipe.path("digest"));
    if (!same) {
      throw occupied();
    }
    return true;
  }

  /** Returns whether nothing is there but perhaps an empty folder. */
  private boolean isFree() throws IOException {
    FileSystem fileSystem = Storage.fileSystem(out);
    return !fileSystem.exists(out)
        || fileSystem.getFileStatus(out).isDirectory() && fileSystem.listStatus(out).length == 0;
  }

  private UserException occupied() {
    return new UserException(
        "Cannot write %s: something else is there; name another --out".formatted(out));
  }

  private ObjectNode recipe(DigestCache remembered) throws IOException {
    ObjectNode recipe = JSON.createObjectNode();
    recipe.put("method", config.method().name());
    recipe.put("compatibility", config.compatibility().key());
    recipe.put("dtype", plan.dtype().torchName());
    recipe.put("configuration", config.text());
    Map<String, String> digests = new LinkedHashMap<>();
    for (Map.Entry<String, Checkpoint> entry : plan.models().entrySet()) {
      digests.put(entry.getKey(), remembered.of(entry.getValue()));
    }
    ObjectNode parents = recipe.putObject("parents");
    digests.forEach(parents::put);
    recipe.put("digest", plan.recipe(digests));
    return recipe;
  }

  private byte[] manifest(
      ObjectNode recipe,
      List<StoredTensor> tensors,
      List<String> differences,
      DigestCache remembered)
      throws IOException {
    ObjectNode root = StoredWeights.begin();
    root.set("recipe", recipe);
    ArrayNode list = root.putArray("differences");
    differences.forEach(list::add);
    root.set(REMEMBERED, remembered.toJson());
    StoredWeights.describe(root, tensors);
    return JSON.writeValueAsBytes(root);
  }
}
