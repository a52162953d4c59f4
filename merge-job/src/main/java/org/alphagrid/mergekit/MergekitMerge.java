package org.alphagrid.mergekit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.checkpoint.CheckpointException;
import org.alphagrid.checkpoint.WeightDigest;
import org.alphagrid.merge.HuggingFaceFiles;
import org.alphagrid.merge.MergedCheckpoint;
import org.alphagrid.merge.ModelCard;
import org.alphagrid.merge.StoredMerge;
import org.alphagrid.merge.StoredTensor;
import org.alphagrid.merge.StoredWeights;
import org.alphagrid.merge.Workers;
import org.alphagrid.method.Compatibility;
import org.alphagrid.storage.Publisher;
import org.alphagrid.storage.Storage;
import org.alphagrid.tensor.DType;
import org.apache.hadoop.fs.Path;

/**
 * Carries out a mergekit configuration: everything grows in a hidden folder beside the result, is
 * opened and checked, and gets its name by one rename.
 */
public final class MergekitMerge {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String MANIFEST = "merge-manifest.json";
  private static final int ARITHMETIC_VERSION = 3;

  private final MergekitConfig config;
  private final MergekitPlan plan;
  private final Path out;

  private MergekitMerge(MergekitConfig config, MergekitPlan plan, Path out) {
    this.config = config;
    this.plan = plan;
    this.out = out;
  }

  /**
   * What was done.
   *
   * @param merged false where the result was there already
   * @param notes what the user should know about it
   */
  public record Outcome(boolean merged, List<String> notes) {}

  /**
   * Merges.
   *
   * @param file the configuration
   * @param models where relative model paths start; null for the working directory
   * @param compatibility whose reading of methods is followed, unless the file says so
   * @param allowed names of differences between the models that may be there
   * @param workers who do it
   * @throws CheckpointException when {@code out} holds anything but this merge's result
   */
  public static Outcome run(
      Path file,
      Path models,
      Path out,
      Compatibility compatibility,
      Set<String> allowed,
      long maxShardBytes,
      Workers workers)
      throws IOException {
    String text = Storage.readText(file);
    MergekitConfig config = MergekitConfig.parse(file.toString(), text).with(compatibility);
    try (MergekitPlan plan = MergekitPlan.open(config, models)) {
      return new MergekitMerge(config, plan, out).run(allowed, maxShardBytes, workers);
    }
  }

  private Outcome run(Set<String> allowed, long maxShardBytes, Workers workers) throws IOException {
    // Digests are taken of the models as they are, before embeddings are brought into one order.
    ObjectNode recipe = Storage.exists(out) ? recipe() : null;
    if (recipe != null && isThere(recipe.path("digest").asText())) {
      return new Outcome(false, List.of());
    }
    String attempt = "_" + out.getName() + "." + UUID.randomUUID();
    Path folder = new Path(out.getParent(), attempt);
    Path rows = new Path(out.getParent(), attempt + ".rows");
    try {
      plan.prepare(rows);
      MergedCheckpoint merged = plan.merge();
      List<String> notes = new ArrayList<>(notes());
      plan.compare(allowed).forEach(text -> notes.add("the models differ: " + text));
      recipe = recipe();
      DType dtype = plan.dtype();
      List<List<String>> shards = HuggingFaceFiles.shards(merged.tensors(), dtype, maxShardBytes);
      ModelCard card = card(recipe);
      StoredMerge merge = new StoredMerge(merged, shards, workers);
      List<StoredTensor> stored =
          merge
              .run(List.of(folder), unfinished -> writeCompanions(unfinished, shards, merged, card))
              .get(0);
      HuggingFaceFiles.write(folder, MANIFEST, manifest(recipe, stored));
      if (!Publisher.publishFolderOnce(folder, out, MANIFEST)) {
        throw occupied();
      }
      return new Outcome(true, List.copyOf(notes));
    } finally {
      Storage.fileSystem(folder).delete(folder, true);
      Storage.fileSystem(rows).delete(rows, true);
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
      Path folder, List<List<String>> shards, MergedCheckpoint merged, ModelCard card)
      throws IOException {
    HuggingFaceFiles.writeIndex(folder, shards, merged.tensors(), plan.dtype());
    plan.files().write(folder);
    HuggingFaceFiles.write(folder, ModelCard.FILE, card.render());
    HuggingFaceFiles.write(
        folder, "mergekit_config.yml", config.text().getBytes(StandardCharsets.UTF_8));
  }

  private boolean isThere(String digest) throws IOException {
    if (!Storage.exists(out)) {
      return false;
    }
    Path manifest = new Path(out, MANIFEST);
    boolean same =
        Storage.exists(manifest)
            && JSON.readTree(Storage.readBytes(manifest))
                .path("recipe")
                .path("digest")
                .asText()
                .equals(digest);
    if (!same) {
      throw occupied();
    }
    return true;
  }

  private CheckpointException occupied() {
    return new CheckpointException(
        "Cannot write %s: something else is there; name another --out".formatted(out));
  }

  private ObjectNode recipe() throws IOException {
    ObjectNode recipe = JSON.createObjectNode();
    recipe.put("method", config.method().name());
    recipe.put("compatibility", config.compatibility().key());
    recipe.put("dtype", plan.dtype().torchName());
    recipe.put("configuration", config.text());
    ObjectNode parents = recipe.putObject("parents");
    for (Map.Entry<String, Checkpoint> entry : plan.models().entrySet()) {
      parents.put(entry.getKey(), WeightDigest.of(entry.getValue()));
    }
    recipe.put("arithmetic", ARITHMETIC_VERSION);
    recipe.put("digest", WeightDigest.ofText(recipe.toString()));
    return recipe;
  }

  private byte[] manifest(ObjectNode recipe, List<StoredTensor> tensors) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", 2);
    root.set("recipe", recipe);
    StoredWeights.describe(root, tensors);
    return JSON.writeValueAsBytes(root);
  }

  private List<String> notes() {
    List<String> differences = new ArrayList<>();
    if (config.compatibility() == Compatibility.NONE) {
      config.method().unlikeMergekit().ifPresent(differences::add);
    }
    if (config.dtype().filter(dtype -> dtype != DType.F32).isPresent()) {
      differences.add("computes in float32 and rounds once");
    }
    return differences.isEmpty()
        ? List.of()
        : List.of("unlike mergekit: " + String.join("; ", differences));
  }
}
