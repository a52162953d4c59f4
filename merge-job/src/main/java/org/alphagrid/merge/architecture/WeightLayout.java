package org.alphagrid.merge.architecture;

import static org.alphagrid.merge.architecture.WeightRole.ATTENTION;
import static org.alphagrid.merge.architecture.WeightRole.EMBEDDING;
import static org.alphagrid.merge.architecture.WeightRole.FEED_FORWARD;
import static org.alphagrid.merge.architecture.WeightRole.HEAD;
import static org.alphagrid.merge.architecture.WeightRole.NORM;
import static org.alphagrid.merge.architecture.WeightRole.ROUTER;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.alphagrid.merge.architecture.FeedForwardSpec.Dense;
import org.alphagrid.merge.architecture.FeedForwardSpec.Experts;
import org.alphagrid.merge.tensor.Shape;

/** Lists the tensors of a decoder: the names that Hugging Face checkpoints use, and shapes. */
public final class WeightLayout {
  /** Names the embedding, which is also the head where that is tied. */
  public static final String EMBEDDING_NAME = "model.embed_tokens.weight";

  /** Names the output head where it is not tied. */
  public static final String HEAD_NAME = "lm_head.weight";

  /** Names the norm before the head. */
  public static final String FINAL_NORM_NAME = "model.norm.weight";

  /** Ends the name of a layer's tensor that holds the gate and up projections of all experts. */
  public static final String FUSED_GATE_UP = "mlp.experts.gate_up_proj";

  /** Ends the name of a layer's tensor that holds the down projections of all experts. */
  public static final String FUSED_DOWN = "mlp.experts.down_proj";

  private final DecoderSpec spec;
  private final boolean fusedExperts;
  private final List<WeightSlot> slots = new ArrayList<>();

  private WeightLayout(DecoderSpec spec, boolean fusedExperts) {
    this.spec = spec;
    this.fusedExperts = fusedExperts;
  }

  /** Lists all tensors: the embedding, the blocks in order, the final norm, the head. */
  public static List<WeightSlot> of(DecoderSpec spec) {
    return of(spec, Set.of());
  }

  /**
   * Lists all tensors in the layout of one checkpoint: experts are separate tensors or one, as its
   * names say.
   *
   * @param names names of the checkpoint's tensors
   */
  public static List<WeightSlot> of(DecoderSpec spec, Set<String> names) {
    boolean fused = names.stream().anyMatch(name -> name.endsWith(FUSED_GATE_UP));
    WeightLayout layout = new WeightLayout(spec, fused);
    layout.add(EMBEDDING_NAME, EMBEDDING, spec.vocabularySize(), spec.hiddenSize());
    for (int layer = 0; layer < spec.layers(); layer++) {
      layout.addNorms(layer);
      layout.addAttention(layer);
      layout.addFeedForward(layer, spec.blocks().get(layer).feedForward());
    }
    layout.add(FINAL_NORM_NAME, NORM, spec.hiddenSize());
    if (!spec.tokens().tied()) {
      layout.add(HEAD_NAME, HEAD, spec.vocabularySize(), spec.hiddenSize());
    }
    return List.copyOf(layout.slots);
  }

  /** Returns the full name of a block's tensor, for example {@code self_attn.q_proj.weight}. */
  public static String inLayer(int layer, String name) {
    return "model.layers." + layer + "." + name;
  }

  /**
   * Returns the full name of one expert's tensor, without its ending {@code .weight}.
   *
   * @param projection {@code gate_proj}, {@code up_proj} or {@code down_proj}
   */
  public static String inExpert(int layer, int expert, String projection) {
    return inLayer(layer, "mlp.experts.%d.%s".formatted(expert, projection));
  }

  private void addNorms(int layer) {
    for (String name : spec.norms().block().names()) {
      addToLayer(layer, name + ".weight", NORM, spec.hiddenSize());
    }
  }

  private void addAttention(int layer) {
    AttentionSpec attention = spec.attention();
    int queries = attention.queryWidth();
    int keys = attention.keyValueWidth();
    if (attention.fused()) {
      addProjection(layer, "self_attn.qkv_proj", queries + 2 * keys, attention.bias());
    } else {
      addProjection(layer, "self_attn.q_proj", queries, attention.bias());
      addProjection(layer, "self_attn.k_proj", keys, attention.bias());
      addProjection(layer, "self_attn.v_proj", keys, attention.bias());
    }
    if (attention.queryKeyNorm() != QueryKeyNorm.NONE) {
      boolean whole = attention.queryKeyNorm() == QueryKeyNorm.WHOLE;
      int size = attention.headSize();
      addToLayer(layer, "self_attn.q_norm.weight", NORM, whole ? queries : size);
      addToLayer(layer, "self_attn.k_norm.weight", NORM, whole ? keys : size);
    }
    addToLayer(layer, "self_attn.o_proj.weight", ATTENTION, spec.hiddenSize(), queries);
    if (attention.outputBias()) {
      addToLayer(layer, "self_attn.o_proj.bias", ATTENTION, spec.hiddenSize());
    }
  }

  private void addProjection(int layer, String name, int width, boolean bias) {
    addToLayer(layer, name + ".weight", ATTENTION, width, spec.hiddenSize());
    if (bias) {
      addToLayer(layer, name + ".bias", ATTENTION, width);
    }
  }

  private void addFeedForward(int layer, FeedForwardSpec feedForward) {
    if (feedForward instanceof Dense dense) {
      addDense(layer, dense.innerSize());
    } else if (feedForward instanceof Experts experts) {
      addToLayer(layer, "mlp.gate.weight", ROUTER, experts.count(), spec.hiddenSize());
      addExperts(layer, experts);
    }
  }

  private void addDense(int layer, int inner) {
    int hidden = spec.hiddenSize();
    if (spec.gate().fused()) {
      addMatrix(layer, "mlp.gate_up_proj", 2 * inner, hidden);
    } else {
      addMatrix(layer, "mlp.gate_proj", inner, hidden);
      addMatrix(layer, "mlp.up_proj", inner, hidden);
    }
    addMatrix(layer, "mlp.down_proj", hidden, inner);
  }

  private void addMatrix(int layer, String name, int rows, int columns) {
    addToLayer(layer, name + ".weight", FEED_FORWARD, rows, columns);
    if (spec.gate().bias()) {
      addToLayer(layer, name + ".bias", FEED_FORWARD, rows);
    }
  }

  private void addExperts(int layer, Experts experts) {
    int hidden = spec.hiddenSize();
    int inner = experts.innerSize();
    if (fusedExperts) {
      addToLayer(layer, FUSED_GATE_UP, FEED_FORWARD, experts.count(), 2L * inner, hidden);
      addToLayer(layer, FUSED_DOWN, FEED_FORWARD, experts.count(), hidden, inner);
      return;
    }
    for (int expert = 0; expert < experts.count(); expert++) {
      addExpert(layer, expert, "gate_proj", inner, hidden);
      addExpert(layer, expert, "up_proj", inner, hidden);
      addExpert(layer, expert, "down_proj", hidden, inner);
    }
  }

  private void addExpert(int layer, int expert, String projection, int rows, int columns) {
    add(inExpert(layer, expert, projection) + ".weight", FEED_FORWARD, rows, columns);
  }

  private void addToLayer(int layer, String name, WeightRole role, long... shape) {
    add(inLayer(layer, name), role, shape);
  }

  private void add(String name, WeightRole role, long... shape) {
    slots.add(new WeightSlot(name, Shape.of(shape), role));
  }
}
