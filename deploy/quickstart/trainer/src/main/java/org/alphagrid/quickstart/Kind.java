package org.alphagrid.quickstart;

/** Names the three quickstart benchmarks by their files under {@code data/}. */
public enum Kind {
  /** Sums of two to five numbers below 100. */
  CHAIN_SUM("chain-sum"),
  /** Sums and differences of three to five numbers. */
  SIGNED_SUM("signed-sum"),
  /** Sums of two to five numbers with four options to choose from. */
  CHOICE_SUM("choice-sum");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  /** Returns the name used in files and identifiers. */
  public String title() {
    return title;
  }
}
