package org.alphagrid.reportjob;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.evidence.Goal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a point is wanted for, as given on the command line. */
final class GoalOptions {
  @Option(
      names = "--budget",
      paramLabel = "<tokens>",
      description = "Recommend the most accurate point of at most so many tokens per sample.")
  private Double budget;

  @Option(
      names = "--floor",
      paramLabel = "<share>",
      description = "Recommend the cheapest point of at least this accuracy, between 0 and 1.")
  private Double floor;

  @ArgGroup(exclusive = false)
  private Price price;

  /** Two numbers that mean nothing alone. */
  static final class Price {
    @Option(
        names = "--price",
        required = true,
        paramLabel = "<amount>",
        description = "Price of a million generated tokens, with --spend.")
    private double perMillionTokens;

    @Option(
        names = "--spend",
        required = true,
        paramLabel = "<amount>",
        description = "What a sample may cost, in the currency of --price.")
    private double perSample;
  }

  /** Without options: as cheap as the think parent, and as accurate as it less the margin. */
  List<Goal> goals(AccuracyTokenCurve curve, double margin) {
    List<Goal> goals = new ArrayList<>();
    if (budget != null) {
      goals.add(Goal.tokenBudget(budget));
    }
    if (floor != null) {
      goals.add(Goal.accuracyFloor(floor));
    }
    if (price != null) {
      goals.add(Goal.price(price.perMillionTokens, price.perSample));
    }
    return goals.isEmpty() ? likeThink(curve, margin) : goals;
  }

  private static List<Goal> likeThink(AccuracyTokenCurve curve, double margin) {
    List<Goal> goals = new ArrayList<>();
    for (CurvePoint row : curve.rows(AccuracyTokenCurve.ALL)) {
      if (row.point().isParent() && row.point().role().equals("think") && row.tokens().mean() > 0) {
        goals.add(Goal.tokenBudget(row.tokens().mean()));
        goals.add(Goal.accuracyFloor(Math.max(0, row.accuracy().mean() - margin)));
      }
    }
    return goals;
  }
}
