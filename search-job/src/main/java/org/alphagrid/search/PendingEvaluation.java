package org.alphagrid.search;

import java.io.IOException;
import java.util.Optional;

/** Tracks one running evaluation: the evaluator reports tokens and the answer, the search waits. */
public final class PendingEvaluation {
  private long tokens;
  private Trials answer;
  private Throwable failure;

  /** Adds tokens that were generated for this request. */
  public synchronized void generated(long more) {
    tokens += more;
    notifyAll();
  }

  /** Ends the evaluation with trials, which include the tokens of {@link #generated}. */
  public synchronized void answered(Trials trials) {
    answer = trials;
    notifyAll();
  }

  /** Ends the evaluation with a failure. */
  public synchronized void failed(Throwable why) {
    failure = why;
    notifyAll();
  }

  /** Returns the tokens generated so far, at most those it takes in the end. */
  synchronized long tokens() {
    return tokens;
  }

  /**
   * Returns the answer; empty while the evaluation runs.
   *
   * @throws IOException what it failed with
   */
  synchronized Optional<Trials> answer() throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (failure != null) {
      throw new IllegalStateException("Evaluation failed: " + failure, failure);
    }
    return Optional.ofNullable(answer);
  }

  /** Waits until it has ended, or more tokens than these are generated. */
  synchronized void await(long seen) throws IOException {
    try {
      while (tokens <= seen && answer == null && failure == null) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while samples were generated", e);
    }
  }
}
