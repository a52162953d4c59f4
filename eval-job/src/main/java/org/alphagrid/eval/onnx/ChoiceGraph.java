package org.alphagrid.eval.onnx;

import static org.alphagrid.eval.onnx.OnnxNode.standard;

import java.util.List;

/**
 * Writes a random choice inside the graph by the same rule as the sampler outside: temperature,
 * top-k, top-p, min-p, then a walk over what is left by rising id until its weights pass uniform *
 * total. Weights are float32 here, so a number within rounding of a border may fall on its other
 * side.
 */
final class ChoiceGraph {
  private final OnnxGraph graph;
  private final Operators operators;
  private final String columns;

  ChoiceGraph(OnnxGraph graph, Operators operators) {
    this.graph = graph;
    this.operators = operators;
    this.columns = graph.constant("choice.axis", 1);
  }

  /** Adds the choice: logits [N, vocabulary] and the ports of a random choice to ids [N]. */
  void add(String logits, int candidates) {
    String count = graph.constant("choice.candidates", candidates);
    graph.add(
        List.of("choice.best", "choice.ids"), // [N, K] each, best first, lower id first of equals
        standard("TopK").in(logits, count).with("axis", 1));
    String weights = drop(weigh("choice.best"), candidates);
    graph.add(
        List.of("choice.rising_ids", "choice.order"),
        standard("TopK").in("choice.ids", count).with("axis", 1).with("largest", 0));
    String rising =
        graph.add(
            "choice.rising",
            standard("GatherElements").in(weights, "choice.order").with("axis", 1));
    String place = walk(rising);
    String chosen =
        graph.add(
            "choice.chosen",
            standard("GatherElements").in("choice.rising_ids", place).with("axis", 1));
    graph.add(Ports.TOKENS, standard("Squeeze").in(chosen, columns));
  }

  /** exp((logit - largest) / temperature). */
  private String weigh(String best) {
    String first = graph.constant("choice.first", 0);
    String largest =
        graph.add("choice.largest", standard("Gather").in(best, first).with("axis", 1)); // [N, 1]
    String below = graph.add("choice.below", standard("Sub").in(best, largest));
    String temperature = perRow(Ports.TEMPERATURES, ElementType.FLOAT);
    String exponent = graph.add("choice.exponent", standard("Div").in(below, temperature));
    return graph.add("choice.weight", standard("Exp").in(exponent));
  }

  /** Weights with 0 in place of those that top-k, top-p or min-p leaves out. */
  private String drop(String weight, int candidates) {
    long[] places = new long[candidates];
    for (int i = 0; i < candidates; i++) {
      places[i] = i;
    }
    String withinK = less("choice.top_k", graph.constant("choice.places", places), topK());
    String kept = operators.multiply("choice.kept_k", weight, withinK);
    String total =
        graph.add("choice.total", standard("ReduceSum").in(kept, columns).with("keepdims", 1));
    String wanted =
        operators.multiply("choice.wanted", perRow(Ports.TOP_P, ElementType.FLOAT), total);
    String before =
        graph.add("choice.before", standard("CumSum").in(kept, columns).with("exclusive", 1));
    String keptP = operators.multiply("choice.kept_p", kept, less("choice.top_p", before, wanted));
    String least = perRow(Ports.MIN_P, ElementType.FLOAT);
    String enough = graph.add("choice.min_p.holds", standard("GreaterOrEqual").in(weight, least));
    return operators.multiply(
        "choice.kept", keptP, operators.cast("choice.min_p", enough, ElementType.FLOAT));
  }

  /** Returns the place where the running sum first passes uniform * total: [N, 1]. */
  private String walk(String weights) {
    String sums = graph.add("choice.sums", standard("CumSum").in(weights, columns)); // [N, K]
    String lastPlace = graph.constant("choice.last", -1);
    String sum = graph.add("choice.sum", standard("Gather").in(sums, lastPlace).with("axis", 1));
    String target =
        operators.multiply("choice.target", perRow(Ports.UNIFORMS, ElementType.FLOAT), sum);
    String reached =
        graph.add("choice.reached", standard("LessOrEqual").in(sums, target)); // [N, K]
    String ones = operators.cast("choice.ones", reached, ElementType.INT64);
    return graph.add("choice.place", standard("ReduceSum").in(ones, columns).with("keepdims", 1));
  }

  private String topK() {
    return perRow(Ports.TOP_K, ElementType.INT64);
  }

  private String less(String name, String left, String right) {
    String holds = graph.add(name + ".holds", standard("Less").in(left, right));
    return operators.cast(name, holds, ElementType.FLOAT);
  }

  /** Returns an input [N] as [N, 1]. */
  private String perRow(String port, ElementType type) {
    graph.input(port, type, "wanted");
    return graph.add(port + ".column", standard("Unsqueeze").in(port, columns));
  }
}
