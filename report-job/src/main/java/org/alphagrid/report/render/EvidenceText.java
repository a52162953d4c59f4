package org.alphagrid.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.evidence.EstimatedImprovement;
import org.alphagrid.report.evidence.Evidence;
import org.alphagrid.report.evidence.Goal;
import org.alphagrid.report.evidence.Improvement;
import org.alphagrid.report.evidence.Recommendation;
import org.alphagrid.report.evidence.Transition;

/** The evidence as sentences: the terminal, the page and the summary say the same. */
final class EvidenceText {
  private EvidenceText() {}

  /** Improvements over all benchmarks that were shown, or that none was. */
  static List<String> improvements(Findings findings) {
    Evidence evidence = findings.evidence();
    List<String> lines = new ArrayList<>();
    for (Improvement found : evidence.shown(AccuracyTokenCurve.ALL)) {
      lines.add(
          "%s improves on %s: accuracy %s points (95 %%: %s), tokens %s %%, adjusted p %s"
              .formatted(
                  found.model(),
                  found.parent(),
                  points(found.accuracy().mean()),
                  points(found.accuracy().interval()),
                  points(found.tokenRatio() - 1),
                  p(found.adjusted())));
    }
    if (lines.isEmpty() && !evidence.improvements().isEmpty()) {
      lines.add("No model is a proven Pareto improvement over a parent.");
    }
    refused(evidence).ifPresent(lines::add);
    lines.addAll(estimated(findings.estimated()));
    return lines;
  }

  static List<String> recommendations(Evidence evidence) {
    return evidence.recommendations().stream().map(EvidenceText::recommendation).toList();
  }

  /** Clear transitions only. */
  static List<String> transitions(Evidence evidence) {
    return evidence.transitions().stream()
        .filter(Transition::isClear)
        .map(EvidenceText::transition)
        .toList();
  }

  /** How the tests were made, in one line. */
  static String rule(Findings findings) {
    return String.format(
        Locale.ROOT,
        "Improvement: fewer tokens and accuracy not worse by %.1f points, paired over problems, at"
            + " most %.0f %% false claims among all models of one parent.",
        100 * findings.rule().margin(),
        100 * findings.rule().level());
  }

  /** Named one by one, and how many the intervals leave standing. */
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
    return goal.kind() == Goal.Kind.TOKEN_BUDGET
        ? "Within " + Figures.tokens(goal.limit()) + " tokens per sample"
        : "At " + Figures.percent(goal.limit()) + " accuracy or more";
  }

  private static String described(Recommendation.Choice choice) {
    return "%s, %s (95 %%: %s to %s) at %s tokens"
        .formatted(
            choice.model(),
            Figures.percent(choice.accuracy()),
            Figures.percent(choice.accuracyInterval().low()),
            Figures.percent(choice.accuracyInterval().high()),
            Figures.tokens(choice.tokens()));
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
