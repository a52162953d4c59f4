package org.alphagrid.merge.architecture.rope;

/**
 * Scales by dynamic NTK: the base grows with the sequence where that is longer than in training
 * (Peng et al., 2023, appendix B.1, with the length in place of a fixed factor).
 *
 * <p>A token's rotation must not depend on what follows, so the length is the model's longest: what
 * a sequence of that length gives when it is computed from scratch.
 *
 * @param factor how far beyond training the model reaches
 * @param trained positions in training
 */
public record DynamicRope(double factor, int trained) implements RopeScaling {
  public DynamicRope {
    Positive.require("factor", factor);
    Positive.require("original_max_position_embeddings", trained);
  }

  @Override
  public double[] frequencies(double theta, int rotarySize, int contextLength) {
    double length = Math.max(contextLength, trained);
    double growth = factor * length / trained - (factor - 1);
    double base = theta * Math.pow(growth, rotarySize / (rotarySize - 2.0));
    return new PlainRope().frequencies(base, rotarySize, contextLength);
  }
}
