package org.alphagrid.eval.generate;

import java.util.Arrays;
import org.alphagrid.eval.generate.sampling.StepRandom;
import org.alphagrid.eval.generate.sampling.TokenHistory;

/** Follows a request while it occupies a slot: what it has drawn and what it runs next. */
final class ActiveRequest {
  private final GenerationRequest request;
  private final int positions;
  private final long admission;
  private final long startNanos;
  private final int cap;
  private final int[] stopIds; // sorted
  private final TokenHistory history;
  private int computed = -1; // positions of the prompt in the cache; -1 before the first look
  private int count;
  private int nextToken;

  /**
   * @param positions room for prompt and completion together
   * @param admission rises from request to request
   * @param startNanos when it was admitted first
   */
  ActiveRequest(GenerationRequest request, int positions, long admission, long startNanos) {
    this.request = request;
    this.positions = positions;
    this.admission = admission;
    this.startNanos = startNanos;
    this.computed = request.prompt().length() == 1 ? 0 : computed;
    this.cap = Math.min(request.decoding().maxTokens(), positions - request.prompt().length());
    this.stopIds = request.stopIds().stream().mapToInt(Integer::intValue).sorted().toArray();
    this.history = new TokenHistory(request.prompt(), cap);
    this.nextToken = request.prompt().at(request.prompt().length() - 1);
  }

  /** Returns the same request from its beginning. */
  ActiveRequest again(long newAdmission) {
    return new ActiveRequest(request, positions, newAdmission, startNanos);
  }

  /** Returns its place in the order of admission. */
  long admission() {
    return admission;
  }

  /** Returns whether anything was done about its prompt. */
  boolean started() {
    return computed >= 0;
  }

  /** Returns how many leading positions of the prompt that the cache holds. */
  int computed() {
    return Math.max(0, computed);
  }

  void computed(int positionsComputed) {
    computed = positionsComputed;
  }

  /**
   * Returns whether the prompt is in the cache, all but its last token, so that steps may begin.
   */
  boolean decoding() {
    return computed == PromptPrefix.end(request.prompt());
  }

  /** Positions of the cache that hold something of this request. */
  int used() {
    return decoding() ? nextPosition() : computed();
  }

  /** Returns the number of tokens drawn so far. */
  int drawn() {
    return count;
  }

  GenerationRequest request() {
    return request;
  }

  /** Returns the token that goes through the next step. */
  int nextToken() {
    return nextToken;
  }

  /** Returns the position of that token, 0-based. */
  int nextPosition() {
    return request.prompt().length() - 1 + count;
  }

  /** Returns prompt and completion so far. */
  TokenHistory history() {
    return history;
  }

  /** Returns the uniform number for the next draw. */
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

  /** Returns the finished completion. */
  Generation result() {
    return generation(isStop(nextToken) ? FinishReason.STOP : FinishReason.LENGTH, "");
  }

  private boolean isStop(int token) {
    return Arrays.binarySearch(stopIds, token) >= 0;
  }

  /** Returns the completion as far as it came. */
  Generation failure(String error) {
    return generation(FinishReason.ERROR, error);
  }

  private Generation generation(FinishReason reason, String error) {
    double milliseconds = (System.nanoTime() - startNanos) / 1e6;
    return new Generation(request.key(), history.drawn(), reason, error, milliseconds);
  }
}
