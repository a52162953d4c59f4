package org.alphagrid.eval.job;

import java.util.Collection;
import java.util.List;
import org.alphagrid.eval.onnx.TokenChoice;
import org.alphagrid.eval.prompt.BoundProtocol;
import org.alphagrid.eval.prompt.PreparedBenchmark;
import org.alphagrid.eval.protocol.Decoding;

/** Finds whether, and how, a graph can choose tokens as all benchmarks of a run need them. */
final class GraphChoice {
  /** Above so many candidates a choice in the graph sorts more than logits cost to fetch. */
  private static final int MOST_CANDIDATES = 1024;

  private GraphChoice() {}

  /**
   * Returns the choice for all protocols; logits where one of them needs what a graph cannot do.
   */
  static TokenChoice of(Collection<BoundProtocol> boundProtocols) {
    return ofDecodings(
        boundProtocols.stream()
            .flatMap(boundProtocol -> boundProtocol.benchmarks().stream())
            .map(PreparedBenchmark::decoding)
            .distinct()
            .toList());
  }

  static TokenChoice ofDecodings(List<Decoding> decodings) {
    if (decodings.stream().anyMatch(Decoding::penalised)) {
      return TokenChoice.LOGITS;
    }
    if (decodings.stream().allMatch(Decoding::greedy)) {
      return TokenChoice.BEST;
    }
    int candidates = 1;
    for (Decoding decoding : decodings) {
      if (!decoding.greedy()) {
        if (decoding.topK() == Decoding.ALL_TOKENS || decoding.topK() > MOST_CANDIDATES) {
          return TokenChoice.LOGITS;
        }
        candidates = Math.max(candidates, decoding.topK());
      }
    }
    return TokenChoice.random(candidates);
  }
}
