package org.alphagrid.generate;

import java.util.Arrays;

/** A request while it occupies a slot: what it has drawn and what it runs next. */
final class ActiveRequest {
  private final GenerationRequest request;
  private final long startNanos;
  private final int cap;
  private final int[] stopIds; // sorted
  private int[] drawn;
  private int count;
  private int nextToken;

  /**
   * @param positions room for prompt and completion together
   */
  ActiveRequest(GenerationRequest request, int positions, long startNanos) {
    this.request = request;
    this.startNanos = startNanos;
    this.cap = Math.min(request.decoding().maxTokens(), positions - request.prompt().length());
    this.stopIds = request.stopIds().stream().mapToInt(Integer::intValue).sorted().toArray();
    this.drawn = new int[Math.min(cap, 64)];
    this.nextToken = request.prompt().at(request.prompt().length() - 1);
  }

  GenerationRequest request() {
    return request;
  }

  /** The token that goes through the next step. */
  int nextToken() {
    return nextToken;
  }

  /** The position of that token, 0-based. */
  int nextPosition() {
    return request.prompt().length() - 1 + count;
  }

  /** Uniform number for the next draw. */
  double uniform() {
    return request.decoding().greedy() ? 0 : StepRandom.uniform(request.seed(), count);
  }

  /** Takes a drawn token; returns whether the completion ended with it. */
  boolean take(int token) {
    if (count == drawn.length) {
      drawn = Arrays.copyOf(drawn, Math.min(cap, 2 * drawn.length));
    }
    drawn[count++] = token;
    nextToken = token;
    return count == cap || isStop(token);
  }

  /** The finished completion. */
  Generation result() {
    return generation(isStop(nextToken) ? FinishReason.STOP : FinishReason.LENGTH, "");
  }

  private boolean isStop(int token) {
    return Arrays.binarySearch(stopIds, token) >= 0;
  }

  /** The completion as far as it came. */
  Generation failure(String error) {
    return generation(FinishReason.ERROR, error);
  }

  private Generation generation(FinishReason reason, String error) {
    double milliseconds = (System.nanoTime() - startNanos) / 1e6;
    return new Generation(
        request.key(), TokenIds.prefix(drawn, count), reason, error, milliseconds);
  }
}
