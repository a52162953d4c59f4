package org.alphagrid.generate;

import java.util.Arrays;

/** A request while it occupies a slot: what it has drawn and what it runs next. */
final class ActiveRequest {
  private final GenerationRequest request;
  private final long startNanos;
  private final int cap;
  private final int[] stopIds; // sorted
  private final TokenHistory history;
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
    this.history = new TokenHistory(request.prompt(), cap);
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

  /** Prompt and completion so far. */
  TokenHistory history() {
    return history;
  }

  /** Uniform number for the next draw. */
  double uniform() {
    return request.decoding().greedy() ? 0 : StepRandom.uniform(request.seed(), count);
  }

  /** Takes a drawn token; returns whether the completion ended with it. */
  boolean take(int token) {
    history.add(token);
    count++;
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
    return new Generation(request.key(), history.drawn(), reason, error, milliseconds);
  }
}
