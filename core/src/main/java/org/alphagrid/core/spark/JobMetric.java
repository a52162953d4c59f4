package org.alphagrid.core.spark;

import java.util.Locale;

/** Names the numbers that a running job publishes. */
public enum JobMetric {
  /** Counts the points of this run of the job. */
  POINTS,
  /** Counts the points of which nothing is left to do. */
  POINTS_DONE,
  /** Counts problems, once for each point. */
  PROBLEMS,
  /** Counts the problems of which every sample is there. */
  PROBLEMS_DONE,
  /** Counts samples to generate. */
  SAMPLES,
  /** Counts samples generated. */
  SAMPLES_DONE,
  /** Counts tokens generated. */
  TOKENS,
  /** Gives the tokens generated per second since the job began. */
  TOKENS_PER_SECOND,
  /** Gives the share of samples cut off at the token limit, 0 to 1. */
  TRUNCATED_SHARE,
  /** Counts samples that ended in an error. */
  ERRORS,
  /** Counts the bytes to move in the running stage. */
  BYTES,
  /** Counts the bytes moved. */
  BYTES_DONE,
  /** Gives the seconds the rest will take; NaN while nothing is measured. */
  SECONDS_LEFT;

  /** Returns the name in metrics and in the event log, for example {@code samples_done}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
