package org.alphagrid.onnx;

import org.alphagrid.architecture.AttentionSpec;
import org.alphagrid.architecture.DecoderSpec;
import org.alphagrid.architecture.WeightLayout;
import org.alphagrid.checkpoint.LocalModel;

/**
 * Builds the graph of a decoder from its description: embedding, blocks, final norm, head.
 *
 * <p>Weights stay where they are ({@link WeightBinding}); all arithmetic is float32. Inputs and
 * outputs are listed in {@link Ports}. One graph serves prefill and decoding. The last layer goes
 * on, after its keys and values are stored, with the wanted rows only, so a prefill that wants no
 * logits pays neither its feed-forward nor the head.
 */
public final class DecoderGraph {
  /** ONNX Runtime's attention with rotation wants head sizes in steps of this. */
  private static final int HEAD_SIZE_STEP = 16;

  private final OnnxGraph graph = new OnnxGraph();
  private final DecoderSpec spec;
  private final WeightBinding weights;
  private final Operators operators;
  private final AttentionGraph attention;
  private final FeedForwardGraph feedForward;

  private DecoderGraph(DecoderSpec spec, LocalModel model) {
    this.spec = spec;
    this.weights = new WeightBinding(graph, model);
    this.operators = new Operators(graph, spec.normEpsilon());
    this.attention = new AttentionGraph(graph, operators, weights, spec);
    this.feedForward = new FeedForwardGraph(operators, weights);
  }

  /**
   * Builds the graph.
   *
   * @param positions longest sequence to be run, at most the model's context length
   * @throws IllegalArgumentException when a tensor is missing or has another shape or dtype than
   *     the description says, when the head size is not a multiple of 16, or when there are more
   *     positions than context
   */
  public static OnnxModel build(DecoderSpec spec, LocalModel model, int positions) {
    requireHeadSize(spec, model);
    if (positions <= 0 || positions > spec.contextLength()) {
      throw new IllegalArgumentException(
          "Invalid positions: %d (must be from 1 to the context length %d of model '%s')"
              .formatted(positions, spec.contextLength(), model.name()));
    }
    WeightCheck.require(spec, model);
    DecoderGraph decoder = new DecoderGraph(spec, model);
    decoder.addAll(new RopeTable(spec.rope(), positions));
    return new OnnxModel(model.name(), decoder.graph.toByteArray(), decoder.weights.inMemory());
  }

  private static void requireHeadSize(DecoderSpec spec, LocalModel model) {
    int headSize = spec.attention().headSize();
    if (headSize % HEAD_SIZE_STEP != 0) {
      throw new IllegalArgumentException(
          "Cannot run model '%s': head size %d (must be a multiple of %d)"
              .formatted(model.name(), headSize, HEAD_SIZE_STEP));
    }
  }

  private void addAll(RopeTable rope) {
    addPorts();
    attention.addShared(rope);
    String hidden = addEmbedding(); // [B*S, hidden]
    String normed =
        operators.rmsNorm(
            WeightLayout.inLayer(0, "input_layernorm"), hidden, norm(0, "input_layernorm"));
    for (int layer = 0; layer < spec.layers(); layer++) {
      boolean last = layer == spec.layers() - 1;
      String attended = attention.add(layer, normed); // [B*S, query width]
      if (last) {
        attended = operators.gather("wanted.attended", attended, Ports.ROWS); // [N, query width]
        hidden = operators.gather("wanted.hidden", hidden, Ports.ROWS); // [N, hidden]
      }
      String projected = attention.addOutput(layer, attended);
      String middle = WeightLayout.inLayer(layer, "middle");
      String x = addNorm(layer, "post_attention_layernorm", middle, projected, hidden);
      String fed = feedForward.add(layer, x);
      hidden = last ? "" : WeightLayout.inLayer(layer, "output");
      normed =
          last
              ? addFinalNorm(fed, middle)
              : addNorm(layer + 1, "input_layernorm", hidden, fed, middle);
    }
    addHead(normed);
  }

  private void addPorts() {
    AttentionSpec heads = spec.attention();
    graph.input(Ports.INPUT_IDS, ElementType.INT64, "batch", "length");
    graph.input(Ports.LAST_POSITIONS, ElementType.INT32, "batch");
    graph.input(Ports.TOTAL_LENGTH, ElementType.INT32, 1);
    graph.input(Ports.ROWS, ElementType.INT64, "wanted");
    Object[] cache = {"batch", heads.keyValueHeads(), "positions", heads.headSize()};
    graph.output(Ports.LOGITS, ElementType.FLOAT, "wanted", spec.vocabularySize());
    for (int layer = 0; layer < spec.layers(); layer++) {
      graph.input(Ports.pastKey(layer), ElementType.FLOAT, cache);
      graph.input(Ports.pastValue(layer), ElementType.FLOAT, cache);
      graph.output(Ports.presentKey(layer), ElementType.FLOAT, cache);
      graph.output(Ports.presentValue(layer), ElementType.FLOAT, cache);
    }
  }

  /** Looks rows up in the table as stored, so that only those rows are ever widened here. */
  private String addEmbedding() {
    String flat =
        operators.reshape("input_ids.flat", Ports.INPUT_IDS, graph.constant("minus_one", -1));
    String table = weights.stored(WeightLayout.EMBEDDING_NAME); // [vocabulary, hidden]
    String rows = operators.gather("embedding", table, flat);
    return weights.storedAsFloat(WeightLayout.EMBEDDING_NAME)
        ? rows
        : operators.castToFloat("embedding.f32", rows);
  }

  private String addNorm(int layer, String name, String sum, String x, String residual) {
    return operators.residualNorm(
        WeightLayout.inLayer(layer, name), sum, x, residual, norm(layer, name));
  }

  private String addFinalNorm(String x, String residual) {
    String weight = weights.asFloat(WeightLayout.FINAL_NORM_NAME);
    return operators.residualNorm("model.norm", "", x, residual, weight);
  }

  private String norm(int layer, String name) {
    return weights.asFloat(WeightLayout.inLayer(layer, name + ".weight"));
  }

  private void addHead(String normed) {
    String table = spec.tiedHead() ? WeightLayout.EMBEDDING_NAME : WeightLayout.HEAD_NAME;
    operators.linear(Ports.LOGITS, normed, weights.asFloat(table)); // [N, vocabulary]
  }
}
