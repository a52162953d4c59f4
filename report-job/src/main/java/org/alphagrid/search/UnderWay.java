package org.alphagrid.search;

import java.io.IOException;
import java.util.Optional;

/**
 * One evaluation under way: told of tokens by whoever generates, waited for by whoever searches.
 */
public final class UnderWay {
  private long tokens;
  private Trials answer;
  private Throwable failure;

  /** So many more tokens were generated for this request. */
  public synchronized void generated(long more) {
    tokens += more;
    notifyAll();
  }

  /** The end; its trials include what {@link #generated} has told. */
  public synchronized void answered(Trials trials) {
    answer = trials;
    notifyAll();
  }

  /** The other end. */
  public synchronized void failed(Throwable why) {
    failure = why;
    notifyAll();
  }

  /** Tokens generated for it so far: no more than it takes in the end. */
  synchronized long tokens() {
    return tokens;
  }

  /**
   * The answer, once it is there.
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

  /** Waits until it has ended or more tokens than these are generated. */
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
