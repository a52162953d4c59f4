package org.alphagrid.report.evidence;

import static java.util.Objects.requireNonNull;

/** Names two models to compare, by id. */
public record PointPair(String first, String second) {

  public PointPair {
    requireNonNull(first, "first is null");
    requireNonNull(second, "second is null");
  }
}
