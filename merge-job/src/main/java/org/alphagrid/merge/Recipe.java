package org.alphagrid.merge;

import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.checkpoint.WeightDigest;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.method.MergeMethod;
import org.alphagrid.method.ParentRole;
import org.alphagrid.method.SweepForm;
import org.alphagrid.tensor.DType;

/**
 * Everything that determines a model's weights, so that equal recipes are never merged twice.
 *
 * <p>The digest is known before anything is merged; the digest of the weights only afterwards.
 */
public final class Recipe {
  /** Raised whenever the bytes a recipe gives would change. */
  private static final int ARITHMETIC_VERSION = 3;

  private Recipe() {}

  /**
   * @param parentDigests digests of the parents' weights by role
   * @param dtype element type of merged weights
   */
  public static String digest(GridPoint point, Map<ParentRole, String> parentDigests, DType dtype) {
    if (!point.isMerged()) {
      return WeightDigest.ofText("parent\n" + parentDigests.get(point.parent()) + "\n");
    }
    StringBuilder text = new StringBuilder("merge " + ARITHMETIC_VERSION + "\n");
    text.append(point.id()).append('\n').append(dtype).append('\n');
    boolean needsBase =
        SweepForm.needsBase(MergeMethod.CATALOG.find(point.method()), point.values());
    new TreeMap<>(parentDigests)
        .forEach(
            (role, digest) -> {
              if (role != ParentRole.BASE || needsBase) {
                text.append(role.key()).append(' ').append(digest).append('\n');
              }
            });
    return WeightDigest.ofText(text.toString());
  }
}
