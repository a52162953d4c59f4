package org.alphagrid.merge.architecture;

/** The RMS norm that queries and keys pass between projection and rotation. */
public enum QueryKeyNorm {
  NONE,
  /** Each head by itself, one weight of head size for all. */
  PER_HEAD,
  /** All heads together, a weight of the projection's width. */
  WHOLE
}
