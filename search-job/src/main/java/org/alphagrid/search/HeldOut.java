package org.alphagrid.search;

/**
 * Keeps the last problems of every benchmark, in the shuffled order, out of all choices.
 *
 * @param exam all there is to take
 * @param share of the problems that is held out
 */
public record HeldOut(BenchmarkSize exam, double share) {
  /** Fewer problems leave a difference without a standard error. */
  private static final int FEWEST = 2;

  /** Returns whether every benchmark has enough held-out problems for a test. */
  public boolean isPossible() {
    return exam.problems().keySet().stream()
        .allMatch(name -> exam.problems().get(name) - boundary(name) >= FEWEST);
  }

  /** Returns the trials that choices may see. */
  public Trials choosing(Trials trials) {
    return trials.problems(name -> 0, this::boundary);
  }

  /** Returns the trials that only the confirmatory test sees. */
  public Trials testing(Trials trials) {
    return trials.problems(this::boundary, name -> exam.problems().get(name));
  }

  private int boundary(String benchmark) {
    int all = exam.problems().get(benchmark);
    return Math.max(FEWEST, (int) Math.ceil(all * (1 - share)));
  }
}
