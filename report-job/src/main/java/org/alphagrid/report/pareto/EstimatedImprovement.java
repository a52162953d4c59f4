package org.alphagrid.report.pareto;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.report.curve.CurvePoint;

/**
 * Holds a Pareto improvement over a parent by point estimates only: at least as accurate, fewer
 * tokens. For aggregate points, which have no problems to pair.
 *
 * @param separated whether even the 90 % intervals of the two accuracies lie apart, each the mean
 *     plus and minus 1.645 standard errors
 */
public record EstimatedImprovement(CurvePoint model, CurvePoint parent, boolean separated) {
  /** Holds the two-sided 90 % quantile of the standard normal distribution. */
  public static final double NORMAL_QUANTILE_90 = 1.6448536269514722;

  public EstimatedImprovement {
    requireNonNull(model, "model is null");
    requireNonNull(parent, "parent is null");
  }

  /** Returns the improvements of all rows of the parent's benchmark, in their order. */
  public static List<EstimatedImprovement> over(CurvePoint parent, List<CurvePoint> rows) {
    List<EstimatedImprovement> found = new ArrayList<>();
    for (CurvePoint row : rows) {
      if (row.benchmark().equals(parent.benchmark())
          && !row.point().isParent()
          && row.accuracy().mean() >= parent.accuracy().mean()
          && row.tokens().mean() < parent.tokens().mean()) {
        found.add(new EstimatedImprovement(row, parent, low(row) > high(parent)));
      }
    }
    return found;
  }

  /** Tokens of the model over those of the parent. */
  public double tokenRatio() {
    return model.tokens().mean() / parent.tokens().mean();
  }

  private static double low(CurvePoint row) {
    return row.accuracy().mean() - NORMAL_QUANTILE_90 * row.accuracy().standardError();
  }

  private static double high(CurvePoint row) {
    return row.accuracy().mean() + NORMAL_QUANTILE_90 * row.accuracy().standardError();
  }
}
