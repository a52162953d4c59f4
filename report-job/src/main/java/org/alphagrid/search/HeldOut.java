package org.alphagrid.search;

/**
 * The last problems of every benchmark, in the shuffled order, on which nothing is chosen.
 *
 * @param exam all there is to take
 * @param share of the problems that is held out
 */
record HeldOut(ExamSize exam, double share) {
  /** Fewer leave a difference without an error. */
  private static final int FEWEST = 2;

  /** Whether there is enough for a test in every benchmark. */
  boolean isPossible() {
    return exam.problems().keySet().stream()
        .allMatch(name -> exam.problems().get(name) - boundary(name) >= FEWEST);
  }

  /** What choices may look at. */
  Trials choosing(Trials trials) {
    return trials.problems(name -> 0, this::boundary);
  }

  /** What only the confirmatory test looks at. */
  Trials testing(Trials trials) {
    return trials.problems(this::boundary, name -> exam.problems().get(name));
  }

  private int boundary(String benchmark) {
    int all = exam.problems().get(benchmark);
    return Math.max(FEWEST, (int) Math.ceil(all * (1 - share)));
  }
}
