package org.alphagrid.merge.architecture;

/** What a block's feed-forward is made of. */
public sealed interface FeedForwardSpec {
  /**
   * One gated feed-forward.
   *
   * @param innerSize its inner width
   */
  record Dense(int innerSize) implements FeedForwardSpec {
    public Dense {
      DecoderSpec.requirePositive("feed-forward size", innerSize);
    }
  }

  /**
   * A mixture of experts: a router weighs all by softmax, the best few run, and their results are
   * summed by those weights (Shazeer et al., 2017, section 2; Fedus et al., 2022, section 2.1).
   *
   * @param count experts
   * @param chosen how many run for a token
   * @param innerSize inner width of each
   * @param normalised whether the chosen ones' weights are divided by their sum
   */
  record Experts(int count, int chosen, int innerSize, boolean normalised)
      implements FeedForwardSpec {
    public Experts {
      DecoderSpec.requirePositive("experts", count);
      DecoderSpec.requirePositive("expert size", innerSize);
      if (chosen <= 0 || chosen > count) {
        throw new IllegalArgumentException(
            "Invalid experts per token: %d (must be from 1 to %d, the number of experts)"
                .formatted(chosen, count));
      }
    }
  }
}
