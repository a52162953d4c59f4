package org.alphagrid.merge;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.checkpoint.WeightDigest;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.grid.PointRule;
import org.alphagrid.method.ParentRole;
import org.alphagrid.tensor.DType;

/**
 * Everything that determines a model's weights, so that equal recipes are never merged twice.
 *
 * <p>The digest is known before anything is merged; the digest of the weights only afterwards.
 */
public final class Recipe {
  /** Raised whenever the bytes a recipe gives would change. */
  private static final int ARITHMETIC_VERSION = 4;

  private Recipe() {}

  /**
   * @param parentDigests digests of the parents' weights by role
   * @param dtype element type of merged weights
   */
  public static String digest(GridPoint point, Map<ParentRole, String> parentDigests, DType dtype) {
    if (!point.isMerged()) {
      return WeightDigest.ofText("parent\n" + parentDigests.get(point.parent()) + "\n");
    }
    PointRule rule = point.rule();
    StringBuilder text = new StringBuilder("merge " + ARITHMETIC_VERSION + "\n");
    text.append(point.id()).append('\n').append(dtype).append('\n');
    // Ids shorten what a path cannot hold; what they stand for is said in full.
    text.append(rule.details());
    Set<ParentRole> read = new TreeSet<>(rule.models());
    rule.base().ifPresent(read::add);
    read.forEach(
        role -> text.append(role.key()).append(' ').append(parentDigests.get(role)).append('\n'));
    return WeightDigest.ofText(text.toString());
  }
}
