package org.alphagrid.search;

/**
 * Keeps the last problems of every benchmark, in the shuffled order, out of all choices.
 *
 * @param benchmarks numbers of all problems and samples
 * @param share of the problems that is held out
 */
public record HeldOut(BenchmarkSize benchmarks, double share) {
  /** Requires two problems, since one leaves a difference without a standard error. */
  private static final int FEWEST = 2;

  /** Returns whether every benchmark has enough held-out problems for a test. */
  public boolean isPossible() {
    return benchmarks.problems().keySet().stream()
        .allMatch(name -> benchmarks.problems().get(name) - boundary(name) >= FEWEST);
  }

  /** Returns the trials that choices may see. */
  public Trials choosing(Trials trials) {
    return trials.problems(name -> 0, this::boundary);
  }

  /** Returns the trials that only the confirmatory test sees. */
  public Trials testing(Trials trials) {
    return trials.problems(this::boundary, name -> benchmarks.problems().get(name));
  }

  private int boundary(String benchmark) {
    int all = benchmarks.problems().get(benchmark);
    return Math.max(FEWEST, (int) Math.ceil(all * (1 - share)));
  }
}
