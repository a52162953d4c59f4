package org.alphagrid.method;

import java.util.Optional;

/** The end points that all methods share whose alpha moves from direct to think. */
final class Blend {
  static final String ALPHA = ParameterSpec.ALPHA.name();

  private Blend() {}

  /** Direct at alpha 0, think at alpha 1, nothing in between. */
  static Optional<ParentRole> endPoint(ParameterValues values) {
    if (values.is(ALPHA, 0)) {
      return Optional.of(ParentRole.DIRECT);
    }
    return values.is(ALPHA, 1) ? Optional.of(ParentRole.THINK) : Optional.empty();
  }

  /** {@code directWeight * direct + thinkWeight * think}, in float32. */
  static BlockKernel weightedSum(float directWeight, float thinkWeight) {
    return (parents, merged) -> {
      float[] direct = parents.direct();
      float[] think = parents.think();
      int length = parents.length();
      for (int i = 0; i < length; i++) {
        merged[i] = directWeight * direct[i] + thinkWeight * think[i];
      }
    };
  }

  /** The weight left for direct, computed in decimals so that 1 - 0.9 is 0.1. */
  static float directWeight(ParameterValues values) {
    return java.math.BigDecimal.ONE.subtract(values.exact(ALPHA)).floatValue();
  }

  static float thinkWeight(ParameterValues values) {
    return values.exact(ALPHA).floatValue();
  }
}
