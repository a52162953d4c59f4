package org.alphagrid.merge.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.merge.architecture.FeedForwardSpec.Experts;

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
  private static final int MOST = 1 << 28;

  /** More would fill the memory with their names. */
  private static final int MOST_EXPERTS = 1 << 17;

  public DecoderSpec {
    blocks = List.copyOf(blocks);
    requireSize("hidden size", hiddenSize);
    requireSize("layers", blocks.size());
    if (contextLength <= 0) {
      throw new IllegalArgumentException(
          "Invalid context length: " + contextLength + " (must be > 0)");
    }
    long experts =
        blocks.stream()
            .mapToLong(block -> block.feedForward() instanceof Experts all ? all.count() : 0)
            .sum();
    if (experts > MOST_EXPERTS) {
      throw new IllegalArgumentException(
          "Invalid experts: %d in all layers together (must be at most %d)"
              .formatted(experts, MOST_EXPERTS));
    }
  }

  /** Products of a few such sizes do not overflow. */
  static void requireSize(String what, long value) {
    if (value <= 0 || value > MOST) {
      throw new IllegalArgumentException(
          "Invalid %s: %d (must be from 1 to %d)".formatted(what, value, MOST));
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
