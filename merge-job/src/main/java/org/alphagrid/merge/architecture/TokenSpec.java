package org.alphagrid.merge.architecture;

/**
 * The way from token ids into the residual stream and back out to logits.
 *
 * @param vocabularySize rows of the embedding
 * @param scale what embedding rows are multiplied by on their way in
 * @param tied whether the output head is the embedding itself
 * @param softcap logits become softcap * tanh(logit / softcap); 0 for none
 */
public record TokenSpec(int vocabularySize, double scale, boolean tied, double softcap) {
  public TokenSpec {
    DecoderSpec.requirePositive("vocabulary size", vocabularySize);
    if (!(scale > 0) || !(softcap >= 0)) {
      throw new IllegalArgumentException(
          "Invalid token embedding: scale %s (must be > 0), softcap %s (must be >= 0)"
              .formatted(scale, softcap));
    }
  }

  /** Rows as stored, logits as they come. */
  public static TokenSpec of(int vocabularySize, boolean tied) {
    return new TokenSpec(vocabularySize, 1, tied, 0);
  }
}
