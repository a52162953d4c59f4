package org.alphagrid.search;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/** Answers requests: by generating, by reading what is stored, or by simulation. */
public interface Evaluator {
  /** All there is to take. */
  ExamSize exam();

  /**
   * Trials of every requested candidate, each exactly to its extent. The same request has the same
   * answer, whenever it is asked.
   */
  SortedMap<Candidate, Trials> evaluate(List<Request> requests) throws IOException;

  /** Begins on one request; others may be under way. One that cannot do so answers at once. */
  default UnderWay start(Request request) throws IOException {
    UnderWay answered = new UnderWay();
    answered.answered(evaluate(List.of(request)).get(request.candidate()));
    return answered;
  }
}
