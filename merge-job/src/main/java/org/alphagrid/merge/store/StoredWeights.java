package org.alphagrid.merge.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.apache.hadoop.fs.Path;

/**
 * Reads the manifest beside merged weights and writes what all manifests have in common. A folder
 * without a manifest is not finished.
 */
public final class StoredWeights {
  /** Names the manifest's file. */
  public static final String MANIFEST = "merge-manifest.json";

  private static final int FORMAT = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoredWeights() {}

  /** Begins a manifest. */
  public static ObjectNode begin() {
    return JSON.createObjectNode().put("format", FORMAT);
  }

  /**
   * Reads a manifest.
   *
   * @throws UserException when another version of Alphagrid wrote it in another format
   */
  public static JsonNode read(Path file) throws IOException {
    JsonNode manifest = JSON.readTree(Storage.readBytes(file));
    if (manifest.path("format").asInt() != FORMAT) {
      throw new UserException(
          "Cannot read %s: its format is %s (must be %d, which Alphagrid 0.1.0 and later write); name another folder"
              .formatted(file, manifest.path("format").asText("missing"), FORMAT));
    }
    return manifest;
  }

  /**
   * Describes the weights of one model.
   *
   * @param manifest gets a member {@code weights}
   * @param tensors every tensor
   */
  public static void describe(ObjectNode manifest, List<StoredTensor> tensors) {
    WeightDigest digest = new WeightDigest();
    for (StoredTensor tensor : tensors) {
      digest.add(tensor.name(), tensor.dtype(), tensor.shape(), tensor.digest());
    }
    ObjectNode weights = manifest.putObject("weights").put("digest", digest.value());
    ObjectNode all = weights.putObject("tensors");
    for (StoredTensor tensor : tensors) {
      all.putObject(tensor.name())
          .put("sha256", tensor.digest())
          .put("cosine", tensor.statistics().cosine())
          .put("deltaNorm", tensor.statistics().deltaNorm())
          .put("changedShare", tensor.statistics().changedShare());
    }
  }
}
