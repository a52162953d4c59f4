package org.alphagrid.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.evidence.Evidence;
import org.alphagrid.report.evidence.Goal;
import org.alphagrid.report.evidence.HoldoutConfirmation;
import org.alphagrid.report.evidence.Improvement;
import org.alphagrid.report.evidence.LineArea;
import org.alphagrid.report.evidence.PairedDifference;
import org.alphagrid.report.evidence.PointComparison;
import org.alphagrid.report.evidence.Recommendation;
import org.alphagrid.report.evidence.Transition;
import org.alphagrid.report.model.Findings;
import org.alphagrid.report.pareto.EstimatedImprovement;

/** Writes the evidence as sentences: the terminal, the page and the summary say the same. */
public final class EvidenceText {
  private EvidenceText() {}

  /** Improvements over all benchmarks that were shown, or that none was. */
  public static List<String> improvements(Findings findings) {
    Evidence evidence = findings.evidence();
    List<String> lines = new ArrayList<>();
    for (Improvement found : evidence.shown(AccuracyTokenCurve.ALL)) {
      lines.add(
          "%s improves on %s: accuracy %s points (95 %%: %s), tokens %s %%, adjusted p %s%s"
              .formatted(
                  found.model(),
                  found.parent(),
                  points(found.accuracy().mean()),
                  points(found.accuracy().interval()),
                  points(found.tokenRatio() - 1),
                  p(found.adjusted()),
                  correlation(found.accuracy())));
    }
    if (lines.isEmpty() && !evidence.improvements().isEmpty()) {
      lines.add("No model is a proven Pareto improvement over a parent.");
    }
    refused(evidence).ifPresent(lines::add);
    lines.addAll(estimated(findings.estimated()));
    return lines;
  }

  /** Returns the lines on one benchmark or on all. */
  public static List<String> recommendations(Evidence evidence, String benchmark) {
    return evidence.recommendations(benchmark).stream().map(EvidenceText::recommendation).toList();
  }

  /** Returns the comparisons asked for, over all benchmarks. */
  public static List<String> comparisons(Evidence evidence) {
    return evidence.comparisons().stream()
        .filter(found -> found.benchmark().equals(AccuracyTokenCurve.ALL))
        .map(EvidenceText::comparison)
        .toList();
  }

  public static List<String> confirmations(Evidence evidence) {
    return evidence.confirmations().stream().map(EvidenceText::confirmation).toList();
  }

  /** Lines side by side at equal tokens. */
  public static List<String> areas(Evidence evidence) {
    return evidence.areas().stream().map(EvidenceText::area).toList();
  }

  /** Says what choosing the best adds by luck. */
  public static Optional<String> optimism(Evidence evidence) {
    return Optional.ofNullable(evidence.optimism().get(AccuracyTokenCurve.ALL))
        .filter(found -> found.merges() > 1)
        .map(
            found ->
                String.format(
                    Locale.ROOT,
                    "The most accurate of %d merges looks better than it is: by about %.1f points,"
                        + " by luck alone (bootstrap).",
                    found.merges(),
                    100 * found.accuracy()));
  }

  /** Returns the lines of clear transitions only. */
  public static List<String> transitions(Evidence evidence) {
    return evidence.transitions().stream()
        .filter(Transition::isClear)
        .map(EvidenceText::transition)
        .toList();
  }

  /** Says in one line how the tests were made. */
  public static String rule(Findings findings) {
    return String.format(
        Locale.ROOT,
        "Improvement: fewer tokens and accuracy not worse by %.1f points, paired over problems, at"
            + " most %.0f %% false claims among all models of one parent.",
        100 * findings.rule().margin(),
        100 * findings.rule().level());
  }

  /** Names improvements one by one, and says how many the intervals leave standing. */
  private static List<String> estimated(List<EstimatedImprovement> found) {
    List<String> lines = new ArrayList<>();
    for (EstimatedImprovement improvement : found) {
      CurvePoint model = improvement.model();
      double gain = model.accuracy().mean() - improvement.parent().accuracy().mean();
      lines.add(
          "%s: %s over %s by point estimate: accuracy %s points, tokens %s %%; 90 %% intervals %s"
              .formatted(
                  model.benchmark(),
                  model.point().id(),
                  improvement.parent().point().id(),
                  points(gain),
                  points(improvement.tokenRatio() - 1),
                  improvement.separated() ? "lie apart" : "overlap"));
    }
    if (!found.isEmpty()) {
      long survive = found.stream().filter(EstimatedImprovement::separated).count();
      lines.add(
          "%d of these %d survive the stored 90 %% intervals.".formatted(survive, found.size()));
    }
    return lines;
  }

  private static Optional<String> refused(Evidence evidence) {
    long refused =
        evidence.improvements().stream()
            .filter(found -> found.benchmark().equals(AccuracyTokenCurve.ALL))
            .filter(found -> found.verdict() == Improvement.Verdict.REFUSED)
            .count();
    return refused == 0
        ? Optional.empty()
        : Optional.of(refused + " comparisons are refused: truncated shares differ too much.");
  }

  private static String recommendation(Recommendation found) {
    String goal = goal(found.goal());
    if (found.best().isEmpty()) {
      return goal + ": no point meets this.";
    }
    Recommendation.Choice best = found.best().get();
    String next = found.next().map(choice -> " Next best: " + described(choice) + ".").orElse("");
    if (found.reliable()) {
      return "%s: use %s.%s".formatted(goal, described(best), next);
    }
    String reference =
        found
            .reference()
            .map(choice -> "no point is reliably better than " + choice.model())
            .orElse("no parent meets this, so nothing was tested");
    return "%s: %s. Best by its mean alone: %s.%s"
        .formatted(goal, reference, described(best), next);
  }

  private static String goal(Goal goal) {
    return switch (goal.kind()) {
      case TOKEN_BUDGET -> "Within " + NumberFormat.tokens(goal.limit()) + " tokens per sample";
      case SECONDS_BUDGET ->
          "Within " + String.format(Locale.ROOT, "%.3g", goal.limit()) + " seconds per sample";
      case ACCURACY_FLOOR -> "At " + NumberFormat.percent(goal.limit()) + " accuracy or more";
    };
  }

  private static String described(Recommendation.Choice choice) {
    return "%s, %s (95 %%: %s to %s) at %s tokens"
        .formatted(
            choice.model(),
            NumberFormat.percent(choice.accuracy()),
            NumberFormat.percent(choice.accuracyInterval().low()),
            NumberFormat.percent(choice.accuracyInterval().high()),
            NumberFormat.tokens(choice.tokens()));
  }

  private static String comparison(PointComparison found) {
    Interval ratio = found.tokenRatioInterval();
    return String.format(
        Locale.ROOT,
        "%s against %s: accuracy %s points (95 %%: %s, adjusted p %s%s), tokens × %.2f (95 %%:"
            + " %.2f to %.2f, adjusted p %s)",
        found.first(),
        found.second(),
        points(found.accuracy().mean()),
        points(found.accuracy().interval()),
        p(found.pAccuracy()),
        correlation(found.accuracy()),
        found.tokenRatio(),
        ratio.low(),
        ratio.high(),
        p(found.pTokens()));
  }

  private static String confirmation(HoldoutConfirmation found) {
    Improvement test = found.test();
    return "%s, chosen on half of the problems, %s on the other half: accuracy %s points (95 %%: %s), tokens %s %%, p %s"
        .formatted(
            test.model(),
            found.isConfirmed()
                ? "improves on " + test.parent()
                : "is not shown to improve on " + test.parent(),
            points(test.accuracy().mean()),
            points(test.accuracy().interval()),
            points(test.tokenRatio() - 1),
            p(test.p()));
  }

  private static String area(LineArea found) {
    return "%s against %s from %s to %s tokens: accuracy %s points on average (95 %%: %s)%s"
        .formatted(
            found.first(),
            found.second(),
            NumberFormat.tokens(found.from()),
            NumberFormat.tokens(found.to()),
            points(found.accuracy()),
            points(found.interval()),
            found.isClear() ? "" : ", no clear difference");
  }

  /** Says how much pairing by problem gained; nothing where it cannot be known. */
  private static String correlation(PairedDifference difference) {
    return Double.isNaN(difference.correlation())
        ? ""
        : String.format(Locale.ROOT, ", r %.2f", difference.correlation());
  }

  private static String transition(Transition found) {
    String quantity =
        found.quantity() == Transition.Quantity.THINK_RATIO
            ? "the think ratio changes by " + points(found.jump()) + " points"
            : String.format(Locale.ROOT, "tokens change × %.2f", Math.exp(found.jump()));
    return String.format(
        Locale.ROOT,
        "%s: between α %s and %s %s (95 %%: α %s to %s).",
        found.line(),
        alpha(found.lower()),
        alpha(found.upper()),
        quantity,
        alpha(found.alpha().low()),
        alpha(found.alpha().high()));
  }

  private static String alpha(double alpha) {
    return String.format(Locale.ROOT, "%.3f", alpha).replaceFirst("0$", "");
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%+.1f", 100 * share);
  }

  private static String points(Interval interval) {
    return points(interval.low()) + " to " + points(interval.high());
  }

  private static String p(double p) {
    return p < 0.0005 ? "below 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }
}
