package org.alphagrid.method;

/** Whose reading of a method is followed where the formula and the best known program differ. */
public enum Compatibility {
  /** The published formula. */
  NONE,
  /** What mergekit 0.1.4 computes. */
  MERGEKIT
}
