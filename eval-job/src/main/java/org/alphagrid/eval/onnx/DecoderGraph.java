package org.alphagrid.eval.onnx;

import org.alphagrid.merge.architecture.AttentionSpec;
import org.alphagrid.merge.architecture.BlockNorms;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec.Dense;
import org.alphagrid.merge.architecture.FeedForwardSpec.Experts;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.checkpoint.LocalModel;

/**
 * Builds the graph of a decoder from its description: embedding, blocks, final norm, head.
 *
 * <p>Weights stay where they are ({@link WeightBinding}); arithmetic is done in the type that
 * {@link GraphOptions} says. Inputs and outputs are listed in {@link Ports}. One graph serves
 * prefill and decoding. The last layer goes on, after its keys and values are stored, with the
 * wanted rows only, so a prefill that wants no logits pays neither its feed-forward nor the head.
 */
public final class DecoderGraph {
  /** ONNX Runtime's attention with rotation wants head sizes in steps of this. */
  private static final int HEAD_SIZE_STEP = 16;

  private static final String FINAL_NORM = "model.norm";

  private final OnnxGraph graph = new OnnxGraph();
  private final DecoderSpec spec;
  private final GraphOptions options;
  private final WeightBinding weights;
  private final Operators operators;
  private final NormGraph norms;
  private final AttentionGraph attention;
  private final FeedForwardGraph feedForward;
  private final ExpertsGraph experts;

  private DecoderGraph(DecoderSpec spec, LocalModel model, GraphOptions options) {
    ElementType compute = options.compute().element();
    this.spec = spec;
    this.options = options;
    this.weights = new WeightBinding(graph, model, compute);
    this.operators = new Operators(graph, compute, spec.norms().epsilon());
    this.norms = new NormGraph(operators, weights, spec.norms());
    this.attention = new AttentionGraph(graph, operators, weights, norms, spec, options);
    this.feedForward = new FeedForwardGraph(operators, weights, spec.gate());
    this.experts = new ExpertsGraph(graph, operators, weights, spec);
  }

  /**
   * Builds the float32 graph that ends in logits.
   *
   * @param positions longest sequence to be run, at most the model's context length
   */
  public static OnnxModel build(DecoderSpec spec, LocalModel model, int positions) {
    return build(spec, model, GraphOptions.cpu(positions));
  }

  /**
   * Builds the graph.
   *
   * @throws IllegalArgumentException when a tensor is missing or has another shape or dtype than
   *     the description says, when the head size is not a multiple of 16, or when there are more
   *     positions than context
   */
  public static OnnxModel build(DecoderSpec spec, LocalModel model, GraphOptions options) {
    requireRunnable(spec, model.name());
    int positions = options.positions();
    if (positions <= 0 || positions > spec.contextLength()) {
      throw new IllegalArgumentException(
          "Invalid positions: %d (must be from 1 to the context length %d of model '%s')"
              .formatted(positions, spec.contextLength(), model.name()));
    }
    WeightCheck.require(spec, model);
    DecoderGraph decoder = new DecoderGraph(spec, model, options);
    decoder.addAll();
    return decoder.graph.model(model.name(), decoder.weights.inMemory());
  }

  /**
   * Refuses what the attention operator cannot do.
   *
   * @param model what messages call it
   * @throws IllegalArgumentException when a head or its rotated part is not a multiple of 16
   */
  public static void requireRunnable(DecoderSpec spec, String model) {
    requireSteps("head size", spec.attention().headSize(), model);
    spec.blocks().forEach(block -> requireSteps("rotary size", block.rope().rotarySize(), model));
  }

  /**
   * Returns the fewest rows that a run may want. ONNX Runtime's TopK divides by the number of rows
   * it is given: of none, it ends the process. So a choice inside the graph and a last layer of
   * experts want a row, and no other operator of the graph minds having none.
   */
  public static int leastWanted(DecoderSpec spec, TokenChoice choice) {
    FeedForwardSpec last = spec.blocks().get(spec.layers() - 1).feedForward();
    return choice.kind() != TokenChoice.Kind.NONE || last instanceof Experts ? 1 : 0;
  }

  private static void requireSteps(String what, int size, String model) {
    if (size % HEAD_SIZE_STEP != 0) {
      throw new IllegalArgumentException(
          "Cannot run model '%s': %s %d (must be a multiple of %d)"
              .formatted(model, what, size, HEAD_SIZE_STEP));
    }
  }

  private void addAll() {
    addPorts();
    attention.addShared();
    BlockNorms names = spec.norms().block();
    Residual hidden = new Residual(addEmbedding(), ""); // [B*S, hidden]
    for (int layer = 0; layer < spec.layers(); layer++) {
      String attended = attention.add(layer, read(hidden, layer, names.beforeAttention()));
      if (layer == spec.layers() - 1) {
        attended = operators.gather("wanted.attended", attended, Ports.ROWS); // [N, query width]
        hidden = new Residual(operators.gather("wanted.hidden", hidden.sum(), Ports.ROWS), "");
      }
      String projected = attention.addOutput(layer, attended);
      String next = names.beforeFeedForward();
      Residual middle =
          join(hidden, layer, names.afterAttention(), projected, "middle", inLayer(layer, next));
      String fed = addFeedForward(layer, read(middle, layer, next));
      hidden = join(middle, layer, names.afterFeedForward(), fed, "output", normAfter(layer));
    }
    addHead(hidden.normed());
  }

  /**
   * Holds the residual stream between two parts of a block.
   *
   * @param sum its value
   * @param normed its norm where that came with the sum, or empty
   */
  private record Residual(String sum, String normed) {}

  /**
   * Returns what a part of a block reads: the stream's norm, or the stream itself where it has
   * none.
   */
  private String read(Residual stream, int layer, String norm) {
    if (norm.isEmpty()) {
      return stream.sum();
    }
    return stream.normed().isEmpty()
        ? norms.norm(inLayer(layer, norm), stream.sum())
        : stream.normed();
  }

  /** Adds a part's result, normed where the block does that, and takes the norm that follows. */
  private Residual join(
      Residual stream, int layer, String normOfResult, String result, String name, String next) {
    String added =
        normOfResult.isEmpty() ? result : norms.norm(inLayer(layer, normOfResult), result);
    String sum = inLayer(layer, name);
    if (next.isEmpty()) {
      return new Residual(operators.add(sum, added, stream.sum()), "");
    }
    boolean last = next.equals(FINAL_NORM);
    String normed = norms.joined(next, last ? "" : sum, added, stream.sum());
    return new Residual(sum, normed);
  }

  /**
   * Returns the norm that reads a block's output: the next block's first, or the one before the
   * head.
   */
  private String normAfter(int layer) {
    return layer == spec.layers() - 1
        ? FINAL_NORM
        : inLayer(layer + 1, spec.norms().block().beforeAttention());
  }

  /** Full name of a norm in a block, or empty where there is none. */
  private static String inLayer(int layer, String name) {
    return name.isEmpty() ? "" : WeightLayout.inLayer(layer, name);
  }

  private String addFeedForward(int layer, String x) {
    FeedForwardSpec block = spec.blocks().get(layer).feedForward();
    if (block instanceof Experts mixture) {
      return experts.add(layer, mixture, x);
    }
    return feedForward.add(layer, (Dense) block, x);
  }

  private void addPorts() {
    AttentionSpec heads = spec.attention();
    ElementType compute = options.compute().element();
    graph.input(Ports.INPUT_IDS, ElementType.INT64, "batch", "length");
    graph.input(Ports.LAST_POSITIONS, ElementType.INT32, "batch");
    graph.input(Ports.TOTAL_LENGTH, ElementType.INT32, 1);
    graph.input(Ports.ROWS, ElementType.INT64, "wanted");
    Object[] cache = {"batch", heads.keyValueHeads(), "positions", heads.headSize()};
    for (int layer = 0; layer < spec.layers(); layer++) {
      graph.input(Ports.pastKey(layer), compute, cache);
      graph.input(Ports.pastValue(layer), compute, cache);
      graph.output(Ports.presentKey(layer), compute, cache);
      graph.output(Ports.presentValue(layer), compute, cache);
    }
  }

  /** Looks rows up in the table as stored, so that only those rows are ever converted here. */
  private String addEmbedding() {
    String flat =
        operators.reshape("input_ids.flat", Ports.INPUT_IDS, graph.constant("minus_one", -1));
    String table = weights.stored(WeightLayout.EMBEDDING_NAME); // [vocabulary, hidden]
    String rows = operators.gather("embedding", table, flat);
    ElementType compute = options.compute().element();
    if (weights.storedType(WeightLayout.EMBEDDING_NAME) != compute) {
      rows = operators.cast("embedding.value", rows, compute);
    }
    double scale = spec.tokens().scale();
    return scale == 1
        ? rows
        : operators.multiply("embedding.scaled", rows, operators.number("embedding.scale", scale));
  }

  private void addHead(String normed) {
    boolean tied = spec.tokens().tied();
    String table = weights.value(tied ? WeightLayout.EMBEDDING_NAME : WeightLayout.HEAD_NAME);
    HeadGraph head = new HeadGraph(graph, operators, options);
    head.add(normed, table, spec.tokens());
  }
}
