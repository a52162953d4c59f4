package org.alphagrid.report.generation;

import static java.util.Objects.requireNonNull;

/**
 * Holds quantiles of tokens over all samples of a model on a benchmark, because lengths have a
 * heavy tail. Linear interpolation between order statistics (Hyndman and Fan 1996, type 7).
 */
public record LengthQuantiles(String model, String benchmark, double median, double ninetieth) {

  public LengthQuantiles {
    requireNonNull(model, "model is null");
    requireNonNull(benchmark, "benchmark is null");
  }

  /** Returns the same quantiles under the name of another model. */
  public LengthQuantiles of(String otherModel) {
    return new LengthQuantiles(otherModel, benchmark, median, ninetieth);
  }
}
