package org.alphagrid.onnx;

import java.util.List;
import org.alphagrid.architecture.AttentionSpec;
import org.alphagrid.architecture.DecoderSpec;
import org.alphagrid.architecture.WeightLayout;

/**
 * Grouped-query attention with rotary embedding over a cache (Ainslie et al., 2023; Su et al.,
 * 2021). ONNX Runtime's GroupQueryAttention rotates, appends to the cache and attends, each
 * sequence at its own length; with more than one new token and a past it takes one sequence only.
 */
final class AttentionGraph {
  private static final String COSINES = "rope.cosines";
  private static final String SINES = "rope.sines";
  private static final String QUERY_SHAPE = "attention.query_shape";
  private static final String KEY_VALUE_SHAPE = "attention.key_value_shape";
  private static final String HEAD_ROWS = "attention.head_rows";
  private static final String FLAT = "attention.flat";

  private final OnnxGraph graph;
  private final Operators operators;
  private final WeightBinding weights;
  private final AttentionSpec attention;

  AttentionGraph(OnnxGraph graph, Operators operators, WeightBinding weights, DecoderSpec spec) {
    this.graph = graph;
    this.operators = operators;
    this.weights = weights;
    this.attention = spec.attention();
  }

  /** Adds what all layers share: rotation tables and the shapes [B, S, width]. */
  void addShared(RopeTable rope) {
    graph.constant(COSINES, rope.cosines(), rope.shape());
    graph.constant(SINES, rope.sines(), rope.shape());
    graph.constant(HEAD_ROWS, -1, attention.headSize());
    graph.constant(FLAT, -1, attention.queryWidth());
    String batchAndLength =
        graph.add("attention.batch_and_length", OnnxNode.standard("Shape").in(Ports.INPUT_IDS));
    addShape(QUERY_SHAPE, batchAndLength, attention.queryWidth());
    addShape(KEY_VALUE_SHAPE, batchAndLength, attention.keyValueWidth());
  }

  private void addShape(String name, String batchAndLength, int width) {
    String last = graph.constant(name + ".width", width);
    graph.add(name, OnnxNode.standard("Concat").in(batchAndLength, last).with("axis", 0));
  }

  /** Adds one layer up to the output projection: [B*S, hidden] to [B*S, query width]. */
  String add(int layer, String x) {
    String query = heads(layer, "q", x, QUERY_SHAPE); // [B, S, query width]
    String key = heads(layer, "k", x, KEY_VALUE_SHAPE); // [B, S, key/value width]
    String value = project(layer, "v", x);
    String value3 = operators.reshape(value + ".heads", value, KEY_VALUE_SHAPE);
    String attended = WeightLayout.inLayer(layer, "self_attn.attended"); // [B, S, query width]
    graph.add(
        List.of(attended, Ports.presentKey(layer), Ports.presentValue(layer)),
        OnnxNode.contrib("GroupQueryAttention")
            .in(query, key, value3, Ports.pastKey(layer), Ports.pastValue(layer))
            .in(Ports.LAST_POSITIONS, Ports.TOTAL_LENGTH, COSINES, SINES)
            .with("num_heads", attention.heads())
            .with("kv_num_heads", attention.keyValueHeads())
            .with("do_rotary", 1)
            .with("rotary_interleaved", 0));
    return operators.reshape(attended + ".flat", attended, FLAT);
  }

  /** The output projection: [rows, query width] to [rows, hidden]. */
  String addOutput(int layer, String attended) {
    String name = WeightLayout.inLayer(layer, "self_attn.o_proj");
    return operators.linear(name, attended, weights.asFloat(name + ".weight"));
  }

  private String heads(int layer, String letter, String x, String shape) {
    String projected = project(layer, letter, x);
    if (attention.queryKeyNorm()) {
      projected = normPerHead(layer, letter, projected);
    }
    return operators.reshape(projected + ".heads", projected, shape);
  }

  /** Qwen3's norm of every head by itself: the operator's own norm inputs are GPU only. */
  private String normPerHead(int layer, String letter, String projected) {
    String name = WeightLayout.inLayer(layer, "self_attn." + letter + "_norm");
    String rows = operators.reshape(name + ".rows", projected, HEAD_ROWS); // [B*S*heads, head size]
    return operators.rmsNorm(name, rows, weights.asFloat(name + ".weight"));
  }

  private String project(int layer, String letter, String x) {
    String name = WeightLayout.inLayer(layer, "self_attn." + letter + "_proj");
    String weight = weights.asFloat(name + ".weight");
    return attention.bias()
        ? operators.linear(name, x, weight, weights.asFloat(name + ".bias"))
        : operators.linear(name, x, weight);
  }
}
