package org.alphagrid.core.spark;

import java.util.Locale;

/** What a job under way tells about itself. */
public enum JobMetric {
  /** Points of this run of the job. */
  POINTS,
  /** Points of which nothing is left to do. */
  POINTS_DONE,
  /** Problems, counted once for each point. */
  PROBLEMS,
  /** Those of which every sample is there. */
  PROBLEMS_DONE,
  /** Samples to generate. */
  SAMPLES,
  /** Samples generated. */
  SAMPLES_DONE,
  /** Tokens generated. */
  TOKENS,
  /** Tokens generated per second since the job began. */
  TOKENS_PER_SECOND,
  /** Share of samples cut off at the token limit, 0 to 1. */
  TRUNCATED_SHARE,
  /** Samples that ended in an error. */
  ERRORS,
  /** Bytes to move in the stage under way. */
  BYTES,
  /** Bytes moved. */
  BYTES_DONE,
  /** Seconds the rest will take; NaN while nothing is measured. */
  SECONDS_LEFT;

  /** Its name in metrics and the event log. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
