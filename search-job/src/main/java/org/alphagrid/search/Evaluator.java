package org.alphagrid.search;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/** Answers requests: by generating, by reading what is stored, or by simulation. */
public interface Evaluator {
  /** Returns the numbers of problems and samples that there are. */
  BenchmarkSize benchmarks();

  /**
   * Returns the trials of every requested candidate, each exactly to its extent. The same request
   * has the same answer, whenever it is asked.
   */
  SortedMap<Candidate, Trials> evaluate(List<TrialRequest> requests) throws IOException;

  /** Starts one request, while others may be running; by default answers at once. */
  default PendingEvaluation start(TrialRequest request) throws IOException {
    PendingEvaluation answered = new PendingEvaluation();
    answered.answered(evaluate(List.of(request)).get(request.candidate()));
    return answered;
  }
}
