package org.alphagrid.merge.architecture;

/** Names the activation function of a gated feed-forward (Shazeer, 2020, section 2). */
public enum Activation {
  /** Computes x * sigmoid(x), called silu or swish. */
  SILU,
  /** Computes 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), the tanh form of GELU. */
  GELU_TANH
}
