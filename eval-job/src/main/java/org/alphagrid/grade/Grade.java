package org.alphagrid.grade;

/**
 * The outcome for one sample.
 *
 * @param score 1 for right, 0 for wrong
 * @param rule what decided, for example {@code last-box/integer-equal}
 * @param extracted the candidate as written; null unless the status is FOUND
 */
public record Grade(double score, String rule, String extracted, ExtractionStatus status) {
  public Grade {
    if ((extracted != null) != (status == ExtractionStatus.FOUND)) {
      throw new IllegalArgumentException(
          "Invalid grade: extracted '%s' does not go with status %s".formatted(extracted, status));
    }
  }
}
