package org.alphagrid.merge.architecture;

/**
 * Describes what all blocks share of the gated feed-forward, {@code down(activation(gate(x)) *
 * up(x))} (Shazeer, 2020, section 2).
 *
 * @param activation function of the gate
 * @param bias whether its projections add a bias
 * @param fused whether gate and up are one tensor, {@code gate_up_proj}, stacked in this order
 */
public record GateSpec(Activation activation, boolean bias, boolean fused) {
  /** Describes SwiGLU without biases, gate and up as separate tensors. */
  public static final GateSpec SWIGLU = new GateSpec(Activation.SILU, false, false);
}
