package org.alphagrid.generatebench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.alphagrid.generate.GenerationRequest;
import org.alphagrid.generate.TokenIds;
import org.alphagrid.protocol.Decoding;

/** Requests over random prompts whose completions have known lengths. */
final class Workload {
  /** Lengths from a log-normal distribution end here, in medians. */
  private static final double LONGEST = 32;

  private final int vocabularySize;
  private final Random random;

  Workload(int vocabularySize, long seed) {
    this.vocabularySize = vocabularySize;
    this.random = new Random(seed);
  }

  /** Requests of one length, each with a prompt of its own. */
  List<GenerationRequest> equal(int count, int promptLength, int length, Decoding decoding) {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(request(i, prompt(promptLength), length, decoding));
    }
    return requests;
  }

  /** Requests with log-normal lengths (sigma 1), eight of them for each prompt. */
  List<GenerationRequest> skewed(int count, int promptLength, int median, Decoding decoding) {
    List<GenerationRequest> requests = new ArrayList<>();
    TokenIds prompt = prompt(promptLength);
    for (int i = 0; i < count; i++) {
      if (i % 8 == 0) {
        prompt = prompt(promptLength);
      }
      double factor = Math.min(LONGEST, Math.exp(random.nextGaussian()));
      requests.add(request(i, prompt, Math.max(1, (int) Math.round(median * factor)), decoding));
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
