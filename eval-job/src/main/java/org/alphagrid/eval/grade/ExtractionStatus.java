package org.alphagrid.eval.grade;

/** Says whether an answer was found, and if not, why. */
public enum ExtractionStatus {
  /** The extractor found a candidate. */
  FOUND("found"),
  /** The answer part states no answer. */
  NONE("none"),
  /** Generation ended inside the thought, so there is no answer part. */
  UNCLOSED_THOUGHT("unclosed-thought");

  private final String label;

  ExtractionStatus(String label) {
    this.label = label;
  }

  /** Returns the word in the column {@code extraction} of the sample table. */
  public String label() {
    return label;
  }
}
