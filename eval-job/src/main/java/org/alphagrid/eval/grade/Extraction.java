package org.alphagrid.eval.grade;

/**
 * What an extractor found.
 *
 * @param candidate the answer as written
 * @param rule which of the extractor's rules found it
 * @param shown what stands for the candidate in the sample table: itself, unless it is long
 */
public record Extraction(String candidate, String rule, String shown) {
  /** A candidate that is short enough to be shown. */
  public Extraction(String candidate, String rule) {
    this(candidate, rule, candidate);
  }
}
