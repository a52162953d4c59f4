package org.alphagrid.eval.generate.sampling;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alphagrid.eval.protocol.Decoding;

/** The slow, obvious twin of {@link Sampler}: sorts the whole vocabulary at every draw. */
final class PlainSampler {
  private PlainSampler() {}

  /** The probability of every token that may be drawn, by rising id. */
  static NavigableMap<Integer, Double> distribution(float[] logits, Decoding decoding) {
    List<Integer> best =
        IntStream.range(0, logits.length)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(id -> -logits[id]).thenComparing(id -> id))
            .collect(Collectors.toList());
    if (decoding.greedy()) {
      return new TreeMap<>(Map.of(best.get(0), 1.0));
    }
    if (decoding.topK() > 0 && decoding.topK() < best.size()) {
      best = best.subList(0, decoding.topK());
    }
    best = topP(best, weights(logits, best, decoding), decoding.topP());
    NavigableMap<Integer, Double> kept = weights(logits, best, decoding);
    double largest = kept.values().stream().mapToDouble(weight -> weight).max().orElseThrow();
    kept.values().removeIf(weight -> weight < decoding.minP() * largest);
    double total = kept.values().stream().mapToDouble(weight -> weight).sum();
    kept.replaceAll((id, weight) -> weight / total);
    return kept;
  }

  static int next(float[] logits, Decoding decoding, double uniform) {
    return walk(distribution(logits, decoding), uniform);
  }

  /** Logits after the penalties. */
  static float[] penalised(float[] logits, Decoding decoding, TokenHistory history) {
    float[] result = logits.clone();
    for (int id = 0; id < result.length; id++) {
      int inPrompt = 0;
      int inCompletion = 0;
      for (int i = 0; i < history.length(); i++) {
        if (history.at(i) == id) {
          inPrompt += i < history.promptLength() ? 1 : 0;
          inCompletion += i < history.promptLength() ? 0 : 1;
        }
      }
      double logit = result[id];
      if (inPrompt + inCompletion > 0) {
        double penalty = decoding.repetitionPenalty();
        logit = logit > 0 ? logit / penalty : logit * penalty;
      }
      logit -= decoding.frequencyPenalty() * inCompletion;
      logit -= inCompletion > 0 ? decoding.presencePenalty() : 0;
      result[id] = (float) logit;
    }
    return result;
  }

  /** The first token at which the probabilities pass a number. */
  static int walk(NavigableMap<Integer, Double> distribution, double uniform) {
    double passed = 0;
    for (Map.Entry<Integer, Double> token : distribution.entrySet()) {
      passed += token.getValue();
      if (uniform < passed) {
        return token.getKey();
      }
    }
    return distribution.lastKey();
  }

  private static List<Integer> topP(List<Integer> best, Map<Integer, Double> weights, double topP) {
    double total = weights.values().stream().mapToDouble(weight -> weight).sum();
    double before = 0;
    int kept = 0;
    while (kept < best.size() && before < topP * total) {
      before += weights.get(best.get(kept++));
    }
    return best.subList(0, kept);
  }

  private static NavigableMap<Integer, Double> weights(
      float[] logits, List<Integer> ids, Decoding decoding) {
    double largest = ids.stream().mapToDouble(id -> logits[id]).max().orElseThrow();
    TreeMap<Integer, Double> weights = new TreeMap<>();
    for (int id : ids) {
      weights.put(id, Math.exp((logits[id] - largest) / decoding.temperature()));
    }
    return weights;
  }
}
