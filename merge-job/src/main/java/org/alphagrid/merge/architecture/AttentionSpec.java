package org.alphagrid.merge.architecture;

/**
 * Grouped-query attention of every layer.
 *
 * @param heads query heads
 * @param keyValueHeads key and value heads; divides {@code heads}
 * @param headSize values per head
 * @param scale what products of queries and keys are multiplied by; 1/sqrt(headSize) in the paper
 * @param softcap scores become softcap * tanh(score / softcap); 0 for none
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
  public AttentionSpec {
    if (heads <= 0 || keyValueHeads <= 0 || headSize <= 0) {
      throw new IllegalArgumentException(
          "Invalid attention: heads %d, key/value heads %d, head size %d (must be > 0)"
              .formatted(heads, keyValueHeads, headSize));
    }
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

  /** As in the paper (Ainslie et al., 2023): no bias, no norm, no cap, separate tensors. */
  public static AttentionSpec of(int heads, int keyValueHeads, int headSize) {
    return new AttentionSpec(
        heads,
        keyValueHeads,
        headSize,
        1 / Math.sqrt(headSize),
        0,
        QueryKeyNorm.NONE,
        false,
        false,
        false);
  }

  /** With biases of its own. */
  public AttentionSpec withBias(boolean queryKeyValue, boolean output) {
    return new AttentionSpec(
        heads, keyValueHeads, headSize, scale, softcap, queryKeyNorm, queryKeyValue, output, fused);
  }

  /** With a norm of queries and keys. */
  public AttentionSpec withNorm(QueryKeyNorm norm) {
    return new AttentionSpec(
        heads, keyValueHeads, headSize, scale, softcap, norm, bias, outputBias, fused);
  }

  /** With another scale of scores, and a cap (0 for none). */
  public AttentionSpec withScores(double scale, double softcap) {
    return new AttentionSpec(
        heads, keyValueHeads, headSize, scale, softcap, queryKeyNorm, bias, outputBias, fused);
  }

  /** With queries, keys and values in one tensor. */
  public AttentionSpec inOneTensor() {
    return new AttentionSpec(
        heads, keyValueHeads, headSize, scale, softcap, queryKeyNorm, bias, outputBias, true);
  }

  /** Width of all query heads together. */
  public int queryWidth() {
    return heads * headSize;
  }

  /** Width of all key (or value) heads together. */
  public int keyValueWidth() {
    return keyValueHeads * headSize;
  }
}
