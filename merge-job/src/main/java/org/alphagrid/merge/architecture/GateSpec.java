package org.alphagrid.merge.architecture;

/**
 * The gated feed-forward, down(activation(gate(x)) * up(x)), as far as all blocks share it.
 *
 * @param activation what the gate passes through
 * @param bias whether its projections add a bias
 * @param fused whether gate and up are one tensor, {@code gate_up_proj}, stacked in this order
 */
public record GateSpec(Activation activation, boolean bias, boolean fused) {
  /** SwiGLU without biases, separate tensors. */
  public static final GateSpec SWIGLU = new GateSpec(Activation.SILU, false, false);
}
