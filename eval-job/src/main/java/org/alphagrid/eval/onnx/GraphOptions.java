package org.alphagrid.eval.onnx;

/**
 * Says how a decoder is laid out as a graph.
 *
 * @param positions longest sequence to be run, at most the model's context length
 * @param compute type of all arithmetic between embedding and logits
 * @param headNormInAttention whether norms of single query and key heads are left to the attention
 *     operator, which only some providers do
 * @param choice what leaves the graph
 */
public record GraphOptions(
    int positions, ComputeType compute, boolean headNormInAttention, TokenChoice choice) {
  /** For ONNX Runtime's CPU provider: float32, logits out. */
  public static GraphOptions cpu(int positions) {
    return new GraphOptions(positions, ComputeType.F32, false, TokenChoice.LOGITS);
  }

  /**
   * For ONNX Runtime's CUDA provider, whose attention wants 16-bit values and takes the norms.
   *
   * @param compute BF16 or F16
   */
  public static GraphOptions cuda(int positions, ComputeType compute, TokenChoice choice) {
    return new GraphOptions(positions, compute, true, choice);
  }

  /** Returns the same with another choice. */
  public GraphOptions choosing(TokenChoice newChoice) {
    return new GraphOptions(positions, compute, headNormInAttention, newChoice);
  }
}
