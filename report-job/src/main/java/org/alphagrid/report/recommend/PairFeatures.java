package org.alphagrid.report.recommend;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds what the weights of two parents say about the pair, role by role.
 *
 * @param values by name, for example {@code attention cosine}
 */
public record PairFeatures(SortedMap<String, Double> values) {
  /** Distances span orders of magnitude; equal weights have none. */
  private static final double SMALLEST_DISTANCE = 1e-9;

  public PairFeatures {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /**
   * Holds one role of a pair.
   *
   * @param distance norm of the difference as a share of the direct parent's norm
   * @param cosine of the two
   * @param equalShare share of weights that are equal
   * @param taskCosine of the differences from the base; NaN without a base
   */
  public record Role(
      String role, double distance, double cosine, double equalShare, double taskCosine) {}

  public static PairFeatures of(List<Role> roles) {
    SortedMap<String, Double> values = new TreeMap<>();
    for (Role role : roles) {
      values.put(
          role.role() + " log distance", Math.log(Math.max(SMALLEST_DISTANCE, role.distance())));
      values.put(role.role() + " cosine", role.cosine());
      values.put(role.role() + " equal share", role.equalShare());
      if (!Double.isNaN(role.taskCosine())) {
        values.put(role.role() + " task cosine", role.taskCosine());
      }
    }
    return new PairFeatures(values);
  }
}
