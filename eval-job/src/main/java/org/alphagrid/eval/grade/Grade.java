package org.alphagrid.eval.grade;

import java.util.Map;

/**
 * Holds the outcome for one sample, as the sample table records it.
 *
 * @param score 1 for right, 0 for wrong, or between where a grader gives parts
 * @param rule the rules of extractor and grader that decided, for example {@code
 *     last-box/integer-equal}
 * @param extracted the candidate as written; null unless the status is FOUND
 * @param status whether an answer was found
 * @param vote what the answer counts as in a majority vote: equal for equal answers; null unless
 *     the status is FOUND
 * @param measures the grader's further numbers by name
 */
public record Grade(
    double score,
    String rule,
    String extracted,
    ExtractionStatus status,
    String vote,
    Map<String, Double> measures) {
  /**
   * Checks that candidate and vote are there exactly when an answer was found.
   *
   * @throws IllegalArgumentException when they are not
   */
  public Grade {
    if ((extracted != null) != (status == ExtractionStatus.FOUND)
        || (vote != null) != (status == ExtractionStatus.FOUND)) {
      throw new IllegalArgumentException(
          "Invalid grade: extracted '%s' and vote '%s' do not go with status %s"
              .formatted(extracted, vote, status));
    }
    measures = Map.copyOf(measures);
  }

  /** Returns the grade of a sample without an answer: 0. */
  static Grade unanswered(ExtractionStatus status) {
    String rule = status == ExtractionStatus.NONE ? "no-answer" : status.label();
    return new Grade(0, rule, null, status, null, Map.of());
  }
}
