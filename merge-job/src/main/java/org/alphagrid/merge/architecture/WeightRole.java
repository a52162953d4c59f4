package org.alphagrid.merge.architecture;

/** What a weight does in the network; an axis along which a grid may vary. */
public enum WeightRole {
  EMBEDDING,
  ATTENTION,
  FEED_FORWARD,
  /** Chooses among experts. */
  ROUTER,
  NORM,
  HEAD
}
