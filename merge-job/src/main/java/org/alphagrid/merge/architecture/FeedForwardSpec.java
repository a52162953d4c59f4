package org.alphagrid.merge.architecture;

/** Describes the feed-forward of one block; {@link GateSpec} describes what all blocks share. */
public sealed interface FeedForwardSpec {
  /**
   * Describes one gated feed-forward.
   *
   * @param innerSize width between the projections: rows of {@code up_proj}
   */
  record Dense(int innerSize) implements FeedForwardSpec {
    public Dense {
      DecoderSpec.requireSize("feed-forward size", innerSize);
    }
  }

  /**
   * Describes a mixture of experts: a router weighs all experts by softmax, those of the largest
   * weights run, and their results are summed by those weights (Shazeer et al., 2017, section 2;
   * Fedus et al., 2022, section 2.1).
   *
   * @param count experts
   * @param chosen experts that run for a token
   * @param innerSize width between the projections of each expert
   * @param normalised whether the weights of the chosen experts are divided by their sum
   */
  record Experts(int count, int chosen, int innerSize, boolean normalised)
      implements FeedForwardSpec {
    public Experts {
      DecoderSpec.requireSize("experts", count);
      DecoderSpec.requireSize("expert size", innerSize);
      if (chosen <= 0 || chosen > count) {
        throw new IllegalArgumentException(
            "Invalid experts per token: %d (must be from 1 to %d, the number of experts)"
                .formatted(chosen, count));
      }
    }
  }
}
