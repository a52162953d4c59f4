package org.alphagrid.architecture;

import static org.alphagrid.architecture.WeightRole.ATTENTION;
import static org.alphagrid.architecture.WeightRole.EMBEDDING;
import static org.alphagrid.architecture.WeightRole.FEED_FORWARD;
import static org.alphagrid.architecture.WeightRole.HEAD;
import static org.alphagrid.architecture.WeightRole.NORM;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.tensor.Shape;

/** Lists the tensors of a decoder under the names Hugging Face checkpoints give them. */
public final class WeightLayout {
  /** The embedding, and the head too where it is tied. */
  public static final String EMBEDDING_NAME = "model.embed_tokens.weight";

  /** The output head where it is not tied. */
  public static final String HEAD_NAME = "lm_head.weight";

  /** The norm before the head. */
  public static final String FINAL_NORM_NAME = "model.norm.weight";

  private final DecoderSpec spec;
  private final List<WeightSlot> slots = new ArrayList<>();

  private WeightLayout(DecoderSpec spec) {
    this.spec = spec;
  }

  /** All slots, embedding first, then blocks in order, final norm and head last. */
  public static List<WeightSlot> of(DecoderSpec spec) {
    WeightLayout layout = new WeightLayout(spec);
    layout.add(EMBEDDING_NAME, EMBEDDING, -1, spec.vocabularySize(), spec.hiddenSize());
    for (int layer = 0; layer < spec.layers(); layer++) {
      layout.addBlock(layer);
    }
    layout.add(FINAL_NORM_NAME, NORM, -1, spec.hiddenSize());
    if (!spec.tiedHead()) {
      layout.add(HEAD_NAME, HEAD, -1, spec.vocabularySize(), spec.hiddenSize());
    }
    return List.copyOf(layout.slots);
  }

  /** Full name of a tensor of one block, for example {@code self_attn.q_proj.weight}. */
  public static String inLayer(int layer, String name) {
    return "model.layers." + layer + "." + name;
  }

  private void addBlock(int layer) {
    AttentionSpec attention = spec.attention();
    int hidden = spec.hiddenSize();
    int queries = attention.queryWidth();
    int keys = attention.keyValueWidth();
    int inner = spec.feedForwardSize();
    addToLayer(layer, "input_layernorm.weight", NORM, hidden);
    addToLayer(layer, "self_attn.q_proj.weight", ATTENTION, queries, hidden);
    addToLayer(layer, "self_attn.k_proj.weight", ATTENTION, keys, hidden);
    addToLayer(layer, "self_attn.v_proj.weight", ATTENTION, keys, hidden);
    if (attention.bias()) {
      addToLayer(layer, "self_attn.q_proj.bias", ATTENTION, queries);
      addToLayer(layer, "self_attn.k_proj.bias", ATTENTION, keys);
      addToLayer(layer, "self_attn.v_proj.bias", ATTENTION, keys);
    }
    if (attention.queryKeyNorm()) {
      addToLayer(layer, "self_attn.q_norm.weight", NORM, attention.headSize());
      addToLayer(layer, "self_attn.k_norm.weight", NORM, attention.headSize());
    }
    addToLayer(layer, "self_attn.o_proj.weight", ATTENTION, hidden, queries);
    addToLayer(layer, "post_attention_layernorm.weight", NORM, hidden);
    addToLayer(layer, "mlp.gate_proj.weight", FEED_FORWARD, inner, hidden);
    addToLayer(layer, "mlp.up_proj.weight", FEED_FORWARD, inner, hidden);
    addToLayer(layer, "mlp.down_proj.weight", FEED_FORWARD, hidden, inner);
  }

  private void addToLayer(int layer, String name, WeightRole role, long... shape) {
    add(inLayer(layer, name), role, layer, shape);
  }

  private void add(String name, WeightRole role, int layer, long... shape) {
    slots.add(new WeightSlot(name, Shape.of(shape), role, layer));
  }
}
