package org.alphagrid.bench.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.alphagrid.eval.generate.GenerationRequest;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.protocol.Decoding;

/** Makes requests over random prompts whose completions have known lengths. */
final class Workload {
  /** Bounds skewed lengths: from a tenth of the median to ten medians. */
  private static final float SPREAD = 10;

  private final int vocabularySize;
  private final Random random;

  Workload(int vocabularySize, long seed) {
    this.vocabularySize = vocabularySize;
    this.random = new Random(seed);
  }

  /** Returns requests of one length, each with a prompt of its own. */
  List<GenerationRequest> equal(int count, int promptLength, int length, Decoding decoding) {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(request(i, prompt(promptLength), length, decoding));
    }
    return requests;
  }

  /**
   * Holds a request whose length can be predicted.
   *
   * @param length what completions of its prompt are like, in tokens
   */
  record Expected(GenerationRequest request, double length) {}

  /** Returns the most tokens that a request of {@link #skewed} has. */
  static int longest(int median) {
    return Math.round(median * SPREAD);
  }

  /**
   * Returns requests whose lengths are spread a hundredfold about a median: log-normal by prompt
   * (sigma 1), and by sample about that (sigma 0.4), eight samples of each prompt.
   */
  List<Expected> skewed(int count, int promptLength, int median, Decoding decoding) {
    List<Expected> requests = new ArrayList<>();
    TokenIds prompt = prompt(promptLength);
    double expected = median;
    for (int i = 0; i < count; i++) {
      if (i % 8 == 0) {
        prompt = prompt(promptLength);
        expected = median * Math.exp(random.nextGaussian());
      }
      double drawn = expected * Math.exp(0.4 * random.nextGaussian());
      double length = Math.max(median / SPREAD, Math.min(median * SPREAD, drawn));
      requests.add(new Expected(request(i, prompt, (int) Math.round(length), decoding), expected));
    }
    return requests;
  }

  private TokenIds prompt(int length) {
    return TokenIds.of(random.ints(length, 0, vocabularySize).toArray());
  }

  private static GenerationRequest request(
      int index, TokenIds prompt, int length, Decoding decoding) {
    return new GenerationRequest(
        "r" + index, prompt, decoding.withMaxTokens(length), index, Set.of());
  }
}
