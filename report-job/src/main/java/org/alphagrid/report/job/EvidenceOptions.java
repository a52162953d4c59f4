package org.alphagrid.report.job;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.evidence.Goal;
import org.alphagrid.report.evidence.PointPair;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Holds what is asked of the data on the command line. */
final class EvidenceOptions {
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
  private Spending spending;

  @Option(
      names = "--compare",
      arity = "2",
      paramLabel = "<point>",
      description = "Compare two points problem by problem; may be given several times.")
  private List<String> compared = new ArrayList<>();

  @Option(
      names = "--confirm",
      description = "Also choose a point on half of the problems and test it on the other half.")
  private boolean confirm;

  /** Numbers that mean nothing alone. */
  static final class Spending {
    @ArgGroup(exclusive = true, multiplicity = "1")
    private Price price;

    @Option(
        names = "--spend",
        required = true,
        paramLabel = "<amount>",
        description = "What a sample may cost, in the currency of the price.")
    private double perSample;

    @Option(
        names = "--concurrency",
        paramLabel = "<samples>",
        description = {
          "Samples that the accelerator generates at the same time,",
          "with --gpu-hour; default: 1."
        })
    private double concurrency = 1;

    private Goal goal() {
      return price.perMillionTokens != null
          ? Goal.price(price.perMillionTokens, perSample)
          : Goal.hourlyPrice(price.perHour, concurrency, perSample);
    }
  }

  /** What is paid for. */
  static final class Price {
    @Option(
        names = "--price",
        required = true,
        paramLabel = "<amount>",
        description = "Price of a million generated tokens, with --spend.")
    private Double perMillionTokens;

    @Option(
        names = "--gpu-hour",
        required = true,
        paramLabel = "<amount>",
        description = "Price of an hour of generation, with --spend: costs by stored times.")
    private Double perHour;
  }

  boolean confirms() {
    return confirm;
  }

  /**
   * Without options: as cheap as the think parent, and as accurate as it less the margin.
   *
   * @param rows of one benchmark or of all
   */
  List<Goal> goals(List<CurvePoint> rows, double margin) {
    List<Goal> goals = new ArrayList<>();
    if (budget != null) {
      goals.add(Goal.tokenBudget(budget));
    }
    if (floor != null) {
      goals.add(Goal.accuracyFloor(floor));
    }
    if (spending != null) {
      goals.add(spending.goal());
    }
    return goals.isEmpty() ? likeThink(rows, margin) : goals;
  }

  /**
   * Pairs of models for {@code --compare}.
   *
   * @throws UserException if a point is none of the sweep's
   */
  List<PointPair> pairs(List<SweepPoint> points) {
    List<PointPair> pairs = new ArrayList<>();
    for (int i = 0; i < compared.size(); i += 2) {
      pairs.add(new PointPair(model(compared.get(i), points), model(compared.get(i + 1), points)));
    }
    return pairs;
  }

  private static String model(String id, List<SweepPoint> points) {
    return points.stream()
        .filter(point -> point.id().equals(id))
        .map(SweepPoint::model)
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "Unknown point '%s' for --compare; known: %s"
                        .formatted(id, points.stream().map(SweepPoint::id).toList())));
  }

  private static List<Goal> likeThink(List<CurvePoint> rows, double margin) {
    return rows.stream()
        .filter(row -> row.point().isParent() && row.point().role().equals("think"))
        .filter(row -> row.tokens().mean() > 0)
        .findFirst()
        .map(
            row ->
                List.of(
                    Goal.tokenBudget(row.tokens().mean()),
                    Goal.accuracyFloor(Math.max(0, row.accuracy().mean() - margin))))
        .orElse(List.of());
  }
}
