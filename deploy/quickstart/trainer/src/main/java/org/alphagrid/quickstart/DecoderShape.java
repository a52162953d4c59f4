package org.alphagrid.quickstart;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds the sizes of a Qwen3 decoder.
 *
 * @param hidden width of the residual stream
 * @param feedForward inner width of the feed-forward part
 * @param layers number of decoder layers
 * @param heads number of query heads
 * @param keyValueHeads number of key and value heads
 * @param headSize width of one head; a multiple of 16, which the attention operator asks for
 */
public record DecoderShape(
    int hidden, int feedForward, int layers, int heads, int keyValueHeads, int headSize) {

  static final double ROPE_THETA = 10_000;
  static final float NORM_EPSILON = 1e-6f;
  static final int MAX_POSITIONS = 512;

  /** Checks that the sizes fit together. */
  public DecoderShape {
    if (headSize % 16 != 0) {
      throw new IllegalArgumentException(
          "Invalid head size: " + headSize + " (must be a multiple of 16)");
    }
    if (heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          "Invalid heads: " + heads + " (must be a multiple of " + keyValueHeads + ")");
    }
  }

  /** Returns every tensor under its Hugging Face name, in file order; the head is the embedding. */
  public List<TrainableWeight> slots() {
    List<TrainableWeight> slots = new ArrayList<>();
    slots.add(new TrainableWeight("model.embed_tokens.weight", Vocabulary.SIZE, hidden));
    for (int layer = 0; layer < layers; layer++) {
      String prefix = "model.layers." + layer + ".";
      slots.add(new TrainableWeight(prefix + "input_layernorm.weight", hidden));
      slots.add(new TrainableWeight(prefix + "self_attn.q_proj.weight", heads * headSize, hidden));
      slots.add(
          new TrainableWeight(
              prefix + "self_attn.k_proj.weight", keyValueHeads * headSize, hidden));
      slots.add(
          new TrainableWeight(
              prefix + "self_attn.v_proj.weight", keyValueHeads * headSize, hidden));
      slots.add(new TrainableWeight(prefix + "self_attn.o_proj.weight", hidden, heads * headSize));
      slots.add(new TrainableWeight(prefix + "self_attn.q_norm.weight", headSize));
      slots.add(new TrainableWeight(prefix + "self_attn.k_norm.weight", headSize));
      slots.add(new TrainableWeight(prefix + "post_attention_layernorm.weight", hidden));
      slots.add(new TrainableWeight(prefix + "mlp.gate_proj.weight", feedForward, hidden));
      slots.add(new TrainableWeight(prefix + "mlp.up_proj.weight", feedForward, hidden));
      slots.add(new TrainableWeight(prefix + "mlp.down_proj.weight", hidden, feedForward));
    }
    slots.add(new TrainableWeight("model.norm.weight", hidden));
    return slots;
  }

  /** Returns the number of weights. */
  public int size() {
    return slots().stream().mapToInt(TrainableWeight::size).sum();
  }
}
