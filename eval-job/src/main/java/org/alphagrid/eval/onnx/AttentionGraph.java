package org.alphagrid.eval.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.merge.architecture.AttentionSpec;
import org.alphagrid.merge.architecture.BlockSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.QueryKeyNorm;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.architecture.rope.RopeSpec;

/**
 * Writes grouped-query attention with rotary embedding over a cache (Ainslie et al., 2023; Su et
 * al., 2021). ONNX Runtime's GroupQueryAttention rotates, appends to the cache and attends, each
 * sequence at its own length; with more than one new token and a past it takes one sequence only.
 */
final class AttentionGraph {
  private static final String QUERY_SHAPE = "attention.query_shape";
  private static final String KEY_VALUE_SHAPE = "attention.key_value_shape";
  private static final String HEAD_ROWS = "attention.head_rows";
  private static final String FLAT = "attention.flat";

  private final OnnxGraph graph;
  private final Operators operators;
  private final WeightBinding weights;
  private final NormGraph norms;
  private final int contextLength;
  private final List<BlockSpec> blocks;
  private final AttentionSpec attention;
  private final GraphOptions options;
  private final Map<RopeSpec, Rotation> rotations = new HashMap<>();

  /** Names of a rotation's tables. */
  private record Rotation(String cosines, String sines) {}

  AttentionGraph(
      OnnxGraph graph,
      Operators operators,
      WeightBinding weights,
      NormGraph norms,
      DecoderSpec spec,
      GraphOptions options) {
    this.graph = graph;
    this.operators = operators;
    this.weights = weights;
    this.norms = norms;
    this.contextLength = spec.contextLength();
    this.blocks = spec.blocks();
    this.attention = spec.attention();
    this.options = options;
  }

  /** Adds what all layers share: rotation tables and the shapes [B, S, width]. */
  void addShared() {
    blocks.stream().map(BlockSpec::rope).distinct().forEach(this::addRotation);
    graph.constant(HEAD_ROWS, -1, attention.headSize());
    graph.constant(FLAT, -1, attention.queryWidth());
    String batchAndLength =
        graph.add("attention.batch_and_length", OnnxNode.standard("Shape").in(Ports.INPUT_IDS));
    addShape(QUERY_SHAPE, batchAndLength, attention.queryWidth());
    addShape(KEY_VALUE_SHAPE, batchAndLength, attention.keyValueWidth());
  }

  private void addRotation(RopeSpec rope) {
    RopeTable table = new RopeTable(rope, contextLength, options.positions());
    String name = "rope." + rotations.size();
    rotations.put(
        rope,
        new Rotation(
            operators.table(name + ".cosines", table.cosines(), table.shape()),
            operators.table(name + ".sines", table.sines(), table.shape())));
  }

  private void addShape(String name, String batchAndLength, int width) {
    String last = graph.constant(name + ".width", width);
    graph.add(name, OnnxNode.standard("Concat").in(batchAndLength, last).with("axis", 0));
  }

  /** Adds one layer up to the output projection: [B*S, hidden] to [B*S, query width]. */
  String add(int layer, String x) {
    Projections projected = attention.fused() ? projectFused(layer, x) : projectEach(layer, x);
    String query = heads(layer, "q", projected.query(), QUERY_SHAPE); // [B, S, query width]
    String key = heads(layer, "k", projected.key(), KEY_VALUE_SHAPE); // [B, S, key/value width]
    String value =
        operators.reshape(projected.value() + ".heads", projected.value(), KEY_VALUE_SHAPE);
    Rotation rotation = rotations.get(blocks.get(layer).rope());
    OnnxNode node =
        OnnxNode.contrib("GroupQueryAttention")
            .in(query, key, value, Ports.pastKey(layer), Ports.pastValue(layer))
            .in(Ports.LAST_POSITIONS, Ports.TOTAL_LENGTH, rotation.cosines(), rotation.sines())
            .with("num_heads", attention.heads())
            .with("kv_num_heads", attention.keyValueHeads())
            .with("scale", (float) attention.scale())
            .with("do_rotary", 1)
            .with("rotary_interleaved", 0);
    if (attention.softcap() > 0) {
      node.with("softcap", (float) attention.softcap());
    }
    if (blocks.get(layer).window() != BlockSpec.WHOLE_CONTEXT) {
      node.with("local_window_size", blocks.get(layer).window());
    }
    if (normInside()) {
      // Position ids, bias, sink and the scales of a quantised cache stand between.
      node.in("", "", "", "", "")
          .in(norms.weight(norm(layer, "q")), norms.weight(norm(layer, "k")))
          .with("qk_norm_epsilon", operators.normEpsilon());
    }
    String attended = WeightLayout.inLayer(layer, "self_attn.attended"); // [B, S, query width]
    graph.add(List.of(attended, Ports.presentKey(layer), Ports.presentValue(layer)), node);
    return operators.reshape(attended + ".flat", attended, FLAT);
  }

  /** Returns the output projection: [rows, query width] to [rows, hidden]. */
  String addOutput(int layer, String attended) {
    return project(layer, "o_proj", attended, attention.outputBias());
  }

  private record Projections(String query, String key, String value) {}

  private Projections projectEach(int layer, String x) {
    return new Projections(
        project(layer, "q_proj", x, attention.bias()),
        project(layer, "k_proj", x, attention.bias()),
        project(layer, "v_proj", x, attention.bias()));
  }

  private Projections projectFused(int layer, String x) {
    String all = project(layer, "qkv_proj", x, attention.bias());
    Projections parts = new Projections(all + ".query", all + ".key", all + ".value");
    long keys = attention.keyValueWidth();
    operators.split(
        List.of(parts.query(), parts.key(), parts.value()),
        all,
        attention.queryWidth(),
        keys,
        keys);
    return parts;
  }

  private boolean normInside() {
    return attention.queryKeyNorm() == QueryKeyNorm.PER_HEAD && options.headNormInAttention();
  }

  private String heads(int layer, String letter, String projected, String shape) {
    String normed = normInside() ? projected : norm(layer, letter, projected);
    return operators.reshape(normed + ".heads", normed, shape);
  }

  private String norm(int layer, String letter, String projected) {
    return switch (attention.queryKeyNorm()) {
      case NONE -> projected;
      case WHOLE -> norms.norm(norm(layer, letter), projected);
      case PER_HEAD -> {
        String name = norm(layer, letter);
        String rows = operators.reshape(name + ".rows", projected, HEAD_ROWS);
        yield norms.norm(name, rows); // [B*S*heads, head size]
      }
    };
  }

  private static String norm(int layer, String letter) {
    return WeightLayout.inLayer(layer, "self_attn." + letter + "_norm");
  }

  private String project(int layer, String projection, String x, boolean bias) {
    String name = WeightLayout.inLayer(layer, "self_attn." + projection);
    return weights.linear(operators, name, x, bias);
  }
}
