package org.alphagrid.eval.plan;

import java.io.Serializable;
import org.alphagrid.merge.grid.GridPoint;

/**
 * Names a model to be evaluated.
 *
 * @param point its canonical point
 * @param boundProtocol name of the protocol that it is run with
 * @param recipe digest of what determines its weights
 * @param network digest of what its config.json makes of them
 * @param directory where its checkpoint is; null where it is merged in memory
 * @param weightDigest digest of its weights; null while unknown, that is before merging in memory
 */
public record ModelPlan(
    GridPoint point,
    String boundProtocol,
    String recipe,
    String network,
    String directory,
    String weightDigest)
    implements Serializable {
  /** Returns the plan of a model that is merged in memory. */
  static ModelPlan mergedInMemory(
      GridPoint point, String boundProtocol, String recipe, String network) {
    return new ModelPlan(point, boundProtocol, recipe, network, null, null);
  }

  /** Returns whether the model is loaded from a checkpoint, not merged in memory. */
  public boolean isStored() {
    return directory != null;
  }

  /** Returns alpha; 1 for points that have none, so that they are expected to be slow. */
  public double weightOnThink() {
    return point.alpha().map(Double::parseDouble).orElse(1.0);
  }
}
