package org.alphagrid.merge.architecture;

/** Names what a tensor does in the network. In a sweep, parameters may have a value for each. */
public enum WeightRole {
  /** Turns token ids into vectors. */
  EMBEDDING,
  /** Projects queries, keys, values or attention's result. */
  ATTENTION,
  /** Projects in a feed-forward or an expert. */
  FEED_FORWARD,
  /** Chooses among experts. */
  ROUTER,
  /** Scales a norm's result, queries and keys included. */
  NORM,
  /** Turns vectors into logits. */
  HEAD
}
