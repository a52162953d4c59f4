package org.alphagrid.report.factorial;

import java.util.function.BiFunction;
import org.alphagrid.report.evidence.ProblemGrid;

/** Names what a setting may change. */
public enum ResponseVariable {
  /** Mean score of a problem, between 0 and 1. */
  ACCURACY("accuracy", ProblemGrid::scores),
  /** Natural logarithm of the mean tokens of a problem. */
  LOG_TOKENS("tokens", ProblemGrid::logTokens);

  private final String text;
  private final BiFunction<ProblemGrid, String, double[]> values;

  ResponseVariable(String text, BiFunction<ProblemGrid, String, double[]> values) {
    this.text = text;
    this.values = values;
  }

  /** As people call it. */
  public String text() {
    return text;
  }

  /** One value per problem. */
  double[] values(ProblemGrid grid, String model) {
    return values.apply(grid, model);
  }
}
