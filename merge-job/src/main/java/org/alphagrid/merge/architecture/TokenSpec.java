package org.alphagrid.merge.architecture;

/**
 * Describes the embedding of token ids and the head that makes logits.
 *
 * @param vocabularySize rows of the embedding: token ids, padding rows included
 * @param scale factor of an embedding row before the first block; 1 unless the family scales it
 * @param tied whether the output head is the embedding itself
 * @param softcap logits become softcap * tanh(logit / softcap); {@link #UNCAPPED} leaves them as
 *     they are
 */
public record TokenSpec(int vocabularySize, double scale, boolean tied, double softcap) {
  /** Leaves attention scores or logits without a cap. */
  public static final double UNCAPPED = 0;

  public TokenSpec {
    DecoderSpec.requireSize("vocabulary size", vocabularySize);
    if (!(scale > 0) || !(softcap >= 0)) {
      throw new IllegalArgumentException(
          "Invalid token embedding: scale %s (must be > 0), softcap %s (must be >= 0)"
              .formatted(scale, softcap));
    }
  }

  /** Describes an embedding without scale and logits without cap. */
  public static TokenSpec of(int vocabularySize, boolean tied) {
    return new TokenSpec(vocabularySize, 1, tied, UNCAPPED);
  }
}
