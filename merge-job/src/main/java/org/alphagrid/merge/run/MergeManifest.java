package org.alphagrid.merge.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.store.StoredTensor;
import org.alphagrid.merge.store.StoredWeights;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Writes and reads {@code merge-manifest.json} beside every stored point: the recipe, the parents'
 * digests, the digest of the merged weights and of each tensor. A point without one is not
 * finished.
 */
public final class MergeManifest {
  /** Names the file. */
  public static final String FILE = StoredWeights.MANIFEST;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private MergeManifest() {}

  /**
   * Returns whether a point is stored, from the same recipe.
   *
   * @throws UserException when the directory holds a point of another recipe
   */
  public static boolean isPublished(SweepRun run, GridPoint point) throws IOException {
    Path file = new Path(run.pointDirectory(point), FILE);
    if (!Storage.exists(file)) {
      return false;
    }
    String stored = recipeDigest(StoredWeights.read(file));
    if (!stored.equals(run.recipeDigest(point))) {
      throw new UserException(
          "Cannot reuse %s: it was merged by recipe %s, this sweep asks for %s; name another --run"
              .formatted(run.pointDirectory(point), stored, run.recipeDigest(point)));
    }
    return true;
  }

  /** Returns the digest of a stored point's weights. */
  public static String weightDigest(Path pointDirectory) throws IOException {
    return StoredWeights.read(new Path(pointDirectory, FILE))
        .path("weights")
        .path("digest")
        .asText();
  }

  /**
   * Reads all of a stored point's weights and compares their digests with those of the day it was
   * merged.
   *
   * @param point opened from its directory
   * @throws UserException naming the first tensor and file whose bytes are others
   */
  public static void requireIntact(Checkpoint point) throws IOException {
    JsonNode weights = StoredWeights.read(new Path(point.directory(), FILE)).path("weights");
    Map<String, String> found = WeightDigest.ofTensors(point);
    for (TensorEntry tensor : point.tensors()) {
      String stored = weights.path("tensors").path(tensor.name()).path("sha256").asText();
      if (!stored.equals(found.get(tensor.name()))) {
        throw new UserException(
            "Cannot use %s: tensor '%s' has digest %s, %s says %s; delete %s and run the merge job again"
                .formatted(
                    point.file(tensor),
                    tensor.name(),
                    found.get(tensor.name()),
                    FILE,
                    stored.isEmpty() ? "nothing of it" : stored,
                    point.directory()));
      }
    }
  }

  /**
   * Returns where a run directory has merged points, whatever their names, by the digest of their
   * recipe.
   */
  public static Map<String, Path> byRecipe(SweepRun run) throws IOException {
    Map<String, Path> folders = new HashMap<>();
    Path points = new Path(run.directory(), "points");
    if (Storage.exists(points)) {
      collect(points, folders);
    }
    return folders;
  }

  private static void collect(Path folder, Map<String, Path> folders) throws IOException {
    for (FileStatus status : Storage.fileSystem(folder).listStatus(folder)) {
      Path inside = status.getPath();
      Path file = new Path(inside, FILE);
      if (!status.isDirectory() || inside.getName().startsWith("_")) {
        continue;
      }
      if (Storage.exists(file)) {
        folders.put(recipeDigest(StoredWeights.read(file)), inside);
      } else {
        collect(inside, folders);
      }
    }
  }

  private static String recipeDigest(JsonNode manifest) {
    return manifest.path("recipe").path("digest").asText();
  }

  /** Returns the manifest of a stored model under the name of another point of the same recipe. */
  static byte[] renamed(SweepRun run, GridPoint point, Path stored) throws IOException {
    ObjectNode root = describe(run, point);
    root.set("weights", StoredWeights.read(new Path(stored, FILE)).path("weights"));
    return JSON.writeValueAsBytes(root);
  }

  /** Renders the manifest of a merged point. */
  public static byte[] render(SweepRun run, GridPoint point, List<StoredTensor> tensors)
      throws IOException {
    ObjectNode root = describe(run, point);
    StoredWeights.describe(root, tensors);
    return JSON.writeValueAsBytes(root);
  }

  /** Everything but the weights. */
  private static ObjectNode describe(SweepRun run, GridPoint point) {
    ObjectNode root = StoredWeights.begin();
    root.put("point", point.id());
    ObjectNode recipe = root.putObject("recipe");
    recipe.put("digest", run.recipeDigest(point)).put("method", point.method());
    recipe.put("dtype", run.dtype().torchName());
    ObjectNode parameters = recipe.putObject("parameters");
    point.parameters().forEach(parameters::put);
    ObjectNode roles = root.putObject("parents");
    run.sweep()
        .parents()
        .forEach(
            (role, path) ->
                roles
                    .putObject(role.key())
                    .put("path", path.toString())
                    .put("digest", run.parentDigests().get(role)));
    root.put("donor", run.sweep().donor().key());
    var differences = root.putArray("differences");
    run.differences().forEach(differences::add);
    return root;
  }
}
