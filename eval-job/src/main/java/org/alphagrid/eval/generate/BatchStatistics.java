package org.alphagrid.eval.generate;

/**
 * Holds what a batcher did so far and where its time went; times are wall time of its own thread.
 */
public final class BatchStatistics {
  private long steps;
  private long rows;
  private long stepNanos;
  private long prefillTokens;
  private long prefillNanos;
  private long totalNanos;
  private long evictions;
  private int mostRows;

  void step(int count, long nanos) {
    steps++;
    rows += count;
    mostRows = Math.max(mostRows, count);
    stepNanos += nanos;
  }

  void prefill(int tokens, long nanos) {
    prefillTokens += tokens;
    prefillNanos += nanos;
  }

  void ran(long nanos) {
    totalNanos += nanos;
  }

  void evicted() {
    evictions++;
  }

  /** Requests that had to begin again because others grew. */
  public long evictions() {
    return evictions;
  }

  /** Returns the most rows of one step. */
  public int mostRows() {
    return mostRows;
  }

  /** Returns the number of decode steps. */
  public long steps() {
    return steps;
  }

  /** Returns the number of tokens that went through decode steps. */
  public long rows() {
    return rows;
  }

  /** Seconds inside the engine for joint steps. */
  public double stepSeconds() {
    return stepNanos / 1e9;
  }

  /**
   * Returns the number of prompt tokens computed; those found in a slot or copied between slots are
   * not counted.
   */
  public long prefillTokens() {
    return prefillTokens;
  }

  /** Seconds inside the engine for prompts. */
  public double prefillSeconds() {
    return prefillNanos / 1e9;
  }

  /** Seconds from the first request to the last result, over all runs. */
  public double totalSeconds() {
    return totalNanos / 1e9;
  }

  /** Returns the share of the time that was spent outside the engine, 0 to 1. */
  public double javaShare() {
    return totalNanos == 0 ? 0 : 1 - (double) (stepNanos + prefillNanos) / totalNanos;
  }
}
