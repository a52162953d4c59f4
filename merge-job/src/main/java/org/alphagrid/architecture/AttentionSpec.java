package org.alphagrid.architecture;

/**
 * Grouped-query attention of every layer.
 *
 * @param heads query heads
 * @param keyValueHeads key and value heads; divides {@code heads}
 * @param headSize values per head
 * @param queryKeyNorm whether queries and keys pass an RMS norm per head before rotation (Qwen3)
 * @param bias whether q, k and v projections add a bias (Qwen2)
 */
public record AttentionSpec(
    int heads, int keyValueHeads, int headSize, boolean queryKeyNorm, boolean bias) {
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
