package org.alphagrid.report.factorial;

import java.util.function.BiFunction;
import org.alphagrid.report.evidence.ProblemGrid;

/** Names what a setting may change. */
public enum ResponseVariable {
  /** Measures the mean score of a problem, between 0 and 1. */
  ACCURACY("accuracy", ProblemGrid::scores),
  /** Measures the natural logarithm of the mean tokens of a problem. */
  LOG_TOKENS("tokens", ProblemGrid::logTokens);

  private final String text;
  private final BiFunction<ProblemGrid, String, double[]> values;

  ResponseVariable(String text, BiFunction<ProblemGrid, String, double[]> values) {
    this.text = text;
    this.values = values;
  }

  /** Returns its name in a sentence. */
  public String text() {
    return text;
  }

  /** Returns one value per problem. */
  double[] values(ProblemGrid grid, String model) {
    return values.apply(grid, model);
  }
}
