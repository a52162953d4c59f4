package org.alphagrid.eval.onnx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.merge.architecture.BlockSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec.Experts;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;

/** The smallest shapes of a family: one layer, one head, one expert, one row of a matrix. */
public final class EdgeShapes {
  private EdgeShapes() {}

  /** Returns shapes of a family by what they have least of. */
  public static Map<String, TinyCheckpoint> of(String family) {
    Map<String, TinyCheckpoint> shapes = new TreeMap<>();
    shapes.put("one layer", oneLayer(family));
    shapes.put("one head", oneHead(family));
    shapes.put("one key-value head", oneLayer(family).with("num_key_value_heads", 1));
    shapes.put(
        "one of everything",
        oneHead(family)
            .with("hidden_size", 16)
            .with("head_dim", family.equals("olmo2") ? null : 16)
            .with("partial_rotary_factor", 1)
            .with("intermediate_size", 1)
            .with("vocab_size", 1));
    shapes.put("a window of one", oneWindow(family));
    shapes.put("a context of two", oneHead(family).with("max_position_embeddings", 2));
    if (mixes(family)) {
      mixtures(family, shapes);
    }
    return shapes;
  }

  private static void mixtures(String family, Map<String, TinyCheckpoint> shapes) {
    for (boolean normalised : new boolean[] {false, true}) {
      String ending = normalised ? ", normalised" : ", not normalised";
      shapes.put("one expert" + ending, mixture(family, normalised, 1, 1));
      shapes.put("all experts chosen" + ending, mixture(family, normalised, 8, 8));
      shapes.put("one expert chosen" + ending, mixture(family, normalised, 8, 1));
      shapes.put(
          "experts of one row" + ending,
          mixture(family, normalised, 2, 2).with("moe_intermediate_size", 1));
      shapes.put(
          "experts in one tensor" + ending, mixture(family, normalised, 1, 1).fusedExperts());
      shapes.put(
          "first dense, last sparse" + ending,
          mixture(family, normalised, 4, 2)
              .with("num_hidden_layers", 2)
              .with("mlp_only_layers", List.of(0)));
      shapes.put(
          "first sparse, last dense" + ending,
          mixture(family, normalised, 4, 2)
              .with("num_hidden_layers", 2)
              .with("mlp_only_layers", List.of(1)));
    }
    shapes.put("no layer of experts", oneLayer(family).with("mlp_only_layers", List.of(0)));
  }

  private static TinyCheckpoint mixture(
      String family, boolean normalised, int experts, int chosen) {
    return oneLayer(family)
        .with("norm_topk_prob", normalised)
        .with("num_experts", experts)
        .with("num_experts_per_tok", chosen);
  }

  private static TinyCheckpoint oneLayer(String family) {
    TinyCheckpoint pico = TinyCheckpoint.pico(family);
    return (mixes(family) ? pico.with("mlp_only_layers", List.of()) : pico)
        .with("num_hidden_layers", 1);
  }

  /**
   * One head in one layer, without the stretch of every pair, whose number another head size
   * changes.
   */
  public static TinyCheckpoint oneHead(String family) {
    return oneLayer(family)
        .with("num_attention_heads", 1)
        .with("num_key_value_heads", 1)
        .with("rope_scaling", null);
  }

  private static TinyCheckpoint oneWindow(String family) {
    TinyCheckpoint pico = TinyCheckpoint.pico(family);
    boolean windowed = pico.spec().blocks().stream().anyMatch(block -> block.window() > 0);
    return windowed ? pico.with("sliding_window", 1) : oneLayer(family).tied(false);
  }

  private static boolean mixes(String family) {
    return TinyCheckpoint.pico(family).spec().blocks().stream().anyMatch(EdgeShapes::sparse);
  }

  private static boolean sparse(BlockSpec block) {
    return block.feedForward() instanceof Experts;
  }
}
