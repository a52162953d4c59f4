package org.alphagrid.merge.architecture;

/**
 * Describes the grouped-query attention that all layers share (Ainslie et al., 2023): scores are
 * {@code scale * q k^T}, and {@code heads / keyValueHeads} query heads share a key and a value
 * head.
 *
 * @param heads query heads
 * @param keyValueHeads key and value heads; divides {@code heads}
 * @param headSize values per head
 * @param scale factor of the products of queries and keys; 1/sqrt(headSize) in the paper
 * @param softcap scores become softcap * tanh(score / softcap); {@link TokenSpec#UNCAPPED} leaves
 *     them as they are
 * @param queryKeyNorm norm of queries and keys before rotation
 * @param bias whether q, k and v projections add a bias
 * @param outputBias whether the output projection adds a bias
 * @param fused whether q, k and v are one tensor, {@code qkv_proj}, stacked in this order
 */
public record AttentionSpec(
    int heads,
    int keyValueHeads,
    int headSize,
    double scale,
    double softcap,
    QueryKeyNorm queryKeyNorm,
    boolean bias,
    boolean outputBias,
    boolean fused) {
  /**
   * @throws IllegalArgumentException when a number is not positive or the heads do not divide
   */
  public AttentionSpec {
    if (heads <= 0 || keyValueHeads <= 0 || headSize <= 0) {
      throw new IllegalArgumentException(
          "Invalid attention: heads %d, key/value heads %d, head size %d (must be > 0)"
              .formatted(heads, keyValueHeads, headSize));
    }
    DecoderSpec.requireSize("width of all heads", (long) heads * headSize);
    if (heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          "Invalid attention: %d heads over %d key/value heads (must divide)"
              .formatted(heads, keyValueHeads));
    }
    if (!(scale > 0) || !(softcap >= 0)) {
      throw new IllegalArgumentException(
          "Invalid attention: scale %s (must be > 0), softcap %s (must be >= 0)"
              .formatted(scale, softcap));
    }
  }

  /** Describes attention as in the paper: no bias, no norm, no cap, separate tensors. */
  public static AttentionSpec of(int heads, int keyValueHeads, int headSize) {
    return new AttentionSpec(
        heads,
        keyValueHeads,
        headSize,
        1 / Math.sqrt(headSize),
        TokenSpec.UNCAPPED,
        QueryKeyNorm.NONE,
        false,
        false,
        false);
  }

  /** Returns the same attention with or without biases of its projections. */
  public AttentionSpec withBias(boolean queryKeyValue, boolean output) {
    return new AttentionSpec(
        heads, keyValueHeads, headSize, scale, softcap, queryKeyNorm, queryKeyValue, output, fused);
  }

  /** Returns the same attention with a norm of queries and keys. */
  public AttentionSpec withNorm(QueryKeyNorm norm) {
    return new AttentionSpec(
        heads, keyValueHeads, headSize, scale, softcap, norm, bias, outputBias, fused);
  }

  /** Returns the same attention with another scale and cap of the scores. */
  public AttentionSpec withScores(double scale, double softcap) {
    return new AttentionSpec(
        heads, keyValueHeads, headSize, scale, softcap, queryKeyNorm, bias, outputBias, fused);
  }

  /** Returns the same attention with queries, keys and values in one tensor. */
  public AttentionSpec inOneTensor() {
    return new AttentionSpec(
        heads, keyValueHeads, headSize, scale, softcap, queryKeyNorm, bias, outputBias, true);
  }

  /** Returns the width of all query heads together: rows of {@code q_proj}. */
  public int queryWidth() {
    return heads * headSize;
  }

  /** Returns the width of all key (or value) heads together: rows of {@code k_proj}. */
  public int keyValueWidth() {
    return keyValueHeads * headSize;
  }
}
