package org.alphagrid.eval.benchmark;

import java.io.Serializable;
import java.util.List;

/**
 * Holds a benchmark with its problems.
 *
 * @param benchmark the definition
 * @param problems in file order
 * @param digest SHA-256 over the definition and the bytes of the data files: a changed file is
 *     another version
 */
public record ProblemSet(Benchmark benchmark, List<Problem> problems, String digest)
    implements Serializable {
  private static final int SHORT_DIGEST = 12;

  public ProblemSet {
    problems = List.copyOf(problems);
  }

  /** Returns what rows record: the stated version and the start of the digest. */
  public String version() {
    return benchmark.version() + "+" + digest.substring(0, SHORT_DIGEST);
  }
}
