package org.alphagrid.eval.grade;

import java.util.Map;

/**
 * The outcome for one sample.
 *
 * @param score 1 for right, 0 for wrong
 * @param rule what decided, for example {@code last-box/integer-equal}
 * @param extracted the candidate as written; null unless the status is FOUND
 * @param vote what the answer counts as when samples vote: equal for equal answers; null unless the
 *     status is FOUND
 * @param measures further numbers by name
 */
public record Grade(
    double score,
    String rule,
    String extracted,
    ExtractionStatus status,
    String vote,
    Map<String, Double> measures) {
  public Grade {
    if ((extracted != null) != (status == ExtractionStatus.FOUND)
        || (vote != null) != (status == ExtractionStatus.FOUND)) {
      throw new IllegalArgumentException(
          "Invalid grade: extracted '%s' and vote '%s' do not go with status %s"
              .formatted(extracted, vote, status));
    }
    measures = Map.copyOf(measures);
  }

  /** Wrong, since there is no answer. */
  static Grade unanswered(ExtractionStatus status) {
    String rule = status == ExtractionStatus.NONE ? "no-answer" : status.label();
    return new Grade(0, rule, null, status, null, Map.of());
  }
}
