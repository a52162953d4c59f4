package org.alphagrid.eval.benchmark;

/** Whether completions are kept in the sample table. */
public enum TextPolicy {
  /** The completion is a column. */
  STORED,
  /** The completion is left out, for benchmarks whose text must not be published. */
  HIDDEN
}
