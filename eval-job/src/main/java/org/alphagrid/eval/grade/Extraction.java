package org.alphagrid.eval.grade;

/**
 * Holds what an extractor found.
 *
 * @param candidate the stated answer as a piece of the text, never empty; the grader gets it
 * @param rule the extractor's rule that found it, in small letters and dashes, for example {@code
 *     last-box}; the row's rule begins with it
 * @param shown the column {@code extracted} of the sample table: the candidate itself, or {@link
 *     Grading#digest} of one that is too long for a table
 */
public record Extraction(String candidate, String rule, String shown) {
  /** Holds a candidate that is short enough to be shown as it is. */
  public Extraction(String candidate, String rule) {
    this(candidate, rule, candidate);
  }
}
