package org.alphagrid.merge.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.alphagrid.merge.checkpoint.WeightDigest;

/** What a manifest says of merged weights. */
public final class StoredWeights {
  private StoredWeights() {}

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
