package org.alphagrid.merge.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A decoder-only transformer as numbers: everything that tensor layout and graph need, and nothing
 * that names a family.
 *
 * @param family the {@code model_type} it came from, for messages only
 * @param hiddenSize width of the residual stream
 * @param contextLength most positions the model was made for
 * @param tokens embedding and head
 * @param norms norms of all blocks and the one before the head
 * @param attention attention of all blocks
 * @param gate feed-forward of all blocks
 * @param blocks what differs between them, first to last
 */
public record DecoderSpec(
    String family,
    int hiddenSize,
    int contextLength,
    TokenSpec tokens,
    NormSpec norms,
    AttentionSpec attention,
    GateSpec gate,
    List<BlockSpec> blocks) {
  public DecoderSpec {
    blocks = List.copyOf(blocks);
    requirePositive("hidden size", hiddenSize);
    requirePositive("context length", contextLength);
    requirePositive("layers", blocks.size());
  }

  static void requirePositive(String what, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("Invalid %s: %d (must be > 0)".formatted(what, value));
    }
  }

  /** Number of blocks. */
  public int layers() {
    return blocks.size();
  }

  /** Rows of the embedding. */
  public int vocabularySize() {
    return tokens.vocabularySize();
  }

  /** With equal blocks counted instead of listed. */
  @Override
  public String toString() {
    Map<BlockSpec, Integer> counts = new LinkedHashMap<>();
    blocks.forEach(block -> counts.merge(block, 1, Integer::sum));
    return "%s(hidden %d, context %d, %s, %s, %s, %s, blocks %s)"
        .formatted(family, hiddenSize, contextLength, tokens, norms, attention, gate, counts);
  }
}
