package org.alphagrid.architecture;

/**
 * A decoder-only transformer as numbers: everything that tensor layout and graph need, and nothing
 * that names a family.
 *
 * @param family the {@code model_type} it came from, for messages only
 * @param vocabularySize rows of the embedding
 * @param hiddenSize width of the residual stream
 * @param layers number of blocks
 * @param contextLength most positions the model was made for
 * @param normEpsilon added to the mean square in every RMS norm
 * @param attention attention of every layer
 * @param rope rotary embedding
 * @param feedForwardSize inner width of the SwiGLU feed-forward
 * @param tiedHead whether the output head is the embedding itself
 */
public record DecoderSpec(
    String family,
    int vocabularySize,
    int hiddenSize,
    int layers,
    int contextLength,
    double normEpsilon,
    AttentionSpec attention,
    RopeSpec rope,
    int feedForwardSize,
    boolean tiedHead) {
  public DecoderSpec {
    requirePositive("vocabulary size", vocabularySize);
    requirePositive("hidden size", hiddenSize);
    requirePositive("layers", layers);
    requirePositive("context length", contextLength);
    requirePositive("feed-forward size", feedForwardSize);
  }

  private static void requirePositive(String what, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("Invalid %s: %d (must be > 0)".formatted(what, value));
    }
  }
}
