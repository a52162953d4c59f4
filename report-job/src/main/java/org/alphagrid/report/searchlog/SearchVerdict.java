package org.alphagrid.report.searchlog;

import java.util.Locale;

/** Tells what a search decided about a candidate, or about itself. */
public enum SearchVerdict {
  /** Evaluated for the first time. */
  TRY,
  /** Evaluated on more of the problems and samples. */
  PROMOTE,
  /** Beaten in accuracy and tokens with confidence, and never evaluated again. */
  DROP,
  /** Not evaluated further, because the rest of the budget does more elsewhere. */
  REST,
  /** Evaluated on all problems and samples. */
  FINAL,
  /** Tested once on problems that no choice has seen. */
  CONFIRM,
  /** A remark on the search as a whole. */
  NOTE;

  /** Returns the word that logs use. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
