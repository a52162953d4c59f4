package org.alphagrid.report.evidence;

import static java.util.Objects.requireNonNull;

/** Two models to compare, by id. */
public record PointPair(String first, String second) {

  public PointPair {
    requireNonNull(first, "first is null");
    requireNonNull(second, "second is null");
  }
}
