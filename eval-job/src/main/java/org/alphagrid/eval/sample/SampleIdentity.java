package org.alphagrid.eval.sample;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.alphagrid.core.digest.ContentDigest;

/** Derives a sample's randomness and identity from names, never order or place. */
public final class SampleIdentity {
  private SampleIdentity() {}

  /**
   * Returns the seed of one sample.
   *
   * @param root the sweep's seed
   * @param model id of the point whose weights generate
   */
  public static long seed(long root, String model, String benchmark, String problem, int sample) {
    String digest =
        new ContentDigest()
            .add("seed", root)
            .add("model", model)
            .add("benchmark", benchmark)
            .add("problem", problem)
            .add("sample", sample)
            .hex();
    return ByteBuffer.wrap(HexFormat.of().parseHex(digest)).getLong();
  }

  /**
   * Returns the key under which equal samples are equal: all that determines the completion.
   *
   * @param speaker digest of the model and of how it is asked and read
   */
  public static String contentKey(
      String speaker, String promptDigest, int maxTokens, long seed, int sample) {
    return new ContentDigest()
        .add("speaker", speaker)
        .add("prompt", promptDigest)
        .add("maxTokens", maxTokens)
        .add("seed", seed)
        .add("sample", sample)
        .hex();
  }
}
