package org.alphagrid.merge.architecture;

/** Names the RMS norm of queries and keys between projection and rotation. */
public enum QueryKeyNorm {
  /** Leaves queries and keys as projected. */
  NONE,
  /**
   * Normalises each head by itself, with one weight of {@code [headSize]} for all heads (Qwen3).
   */
  PER_HEAD,
  /** Normalises all heads together, with a weight of the projection's width (OLMo 2). */
  WHOLE
}
