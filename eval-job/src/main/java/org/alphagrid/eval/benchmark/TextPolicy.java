package org.alphagrid.eval.benchmark;

/** Says whether questions, options and completions are kept in the sample table. */
public enum TextPolicy {
  /** They are columns. */
  STORED,
  /** They are left out, for benchmarks whose text must not be published. */
  HIDDEN
}
