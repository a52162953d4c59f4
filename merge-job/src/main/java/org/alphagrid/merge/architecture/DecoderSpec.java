package org.alphagrid.merge.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes a decoder-only transformer by numbers: everything that the names and shapes of tensors
 * ({@link WeightLayout}) and the graph need. Nothing is decided by the family's name.
 *
 * @param family the {@code model_type} it was read from, for messages only
 * @param hiddenSize width of the residual stream
 * @param contextLength most positions of a sequence, a stretched rotation included
 * @param tokens embedding and head
 * @param norms norms of all blocks and the one before the head
 * @param attention attention of all blocks
 * @param gate gated feed-forward of all blocks
 * @param blocks what differs between the blocks, first to last; one for each layer
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

  /** Returns the number of blocks. */
  public int layers() {
    return blocks.size();
  }

  /** Returns the number of rows of the embedding. */
  public int vocabularySize() {
    return tokens.vocabularySize();
  }

  /** Describes the decoder, with equal blocks counted instead of listed. */
  @Override
  public String toString() {
    Map<BlockSpec, Integer> counts = new LinkedHashMap<>();
    blocks.forEach(block -> counts.merge(block, 1, Integer::sum));
    return "%s(hidden %d, context %d, %s, %s, %s, %s, blocks %s)"
        .formatted(family, hiddenSize, contextLength, tokens, norms, attention, gate, counts);
  }
}
