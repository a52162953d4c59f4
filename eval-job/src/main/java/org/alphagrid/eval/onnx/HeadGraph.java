package org.alphagrid.eval.onnx;

import static org.alphagrid.eval.onnx.OnnxNode.standard;

import org.alphagrid.merge.architecture.TokenSpec;

/**
 * Writes the way from the last hidden rows to logits, and to token ids where the graph chooses
 * them.
 */
final class HeadGraph {
  private final OnnxGraph graph;
  private final Operators operators;
  private final GraphOptions options;

  HeadGraph(OnnxGraph graph, Operators operators, GraphOptions options) {
    this.graph = graph;
    this.operators = operators;
    this.options = options;
  }

  /**
   * Adds the head and names its result as output.
   *
   * @param x [N, hidden]
   * @param table [vocabulary, hidden]
   */
  void add(String x, String table, TokenSpec tokens) {
    boolean out = options.choice().kind() == TokenChoice.Kind.NONE;
    boolean cast = options.compute() != ComputeType.F32;
    boolean capped = tokens.softcap() > 0;
    String logits = Ports.LOGITS;
    String value = operators.linear(cast || capped ? "head.product" : logits, x, table);
    if (capped) {
      value = operators.softcap(cast ? "head.capped" : logits, value, tokens.softcap());
    }
    if (cast) {
      operators.cast(logits, value, ElementType.FLOAT);
    }
    if (out) {
      graph.output(logits, ElementType.FLOAT, "wanted", tokens.vocabularySize());
      return;
    }
    if (options.choice().kind() == TokenChoice.Kind.BEST) {
      graph.add(Ports.TOKENS, standard("ArgMax").in(logits).with("axis", 1).with("keepdims", 0));
    } else {
      int candidates = Math.min(options.choice().candidates(), tokens.vocabularySize());
      new ChoiceGraph(graph, operators).add(logits, candidates);
    }
    graph.output(Ports.TOKENS, ElementType.INT64, "wanted");
  }
}
