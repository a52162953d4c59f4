package org.alphagrid.search;

/**
 * Tells how many problems and samples a candidate is evaluated on: the leading problems of every
 * benchmark in the shuffled order of the search, each with its first samples. So any two extents
 * share a rectangle, and what a smaller one generated is part of a larger one.
 *
 * @param problems of each benchmark, or all where it has fewer
 * @param samples of each problem
 */
public record Fidelity(int problems, int samples) {
  public Fidelity {
    if (problems < 1 || samples < 1) {
      throw new IllegalArgumentException(
          "Invalid extent: %d problems with %d samples (each must be at least 1)"
              .formatted(problems, samples));
    }
  }

  /** Returns the smallest extent that covers both. */
  public Fidelity and(Fidelity other) {
    return new Fidelity(Math.max(problems, other.problems), Math.max(samples, other.samples));
  }

  /** Returns whether all samples of the other are part of this one. */
  public boolean covers(Fidelity other) {
    return problems >= other.problems && samples >= other.samples;
  }

  @Override
  public String toString() {
    return problems + " x " + samples;
  }
}
