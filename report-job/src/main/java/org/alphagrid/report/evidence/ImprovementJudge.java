package org.alphagrid.report.evidence;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.report.curve.AccuracyTokenCurve;

/**
 * Tests models for Pareto improvements over a parent.
 *
 * <p>One-sided paired t tests over problems, H0 "accuracy(model) - accuracy(parent) at most
 * -margin" and H0 "mean log token ratio at least 0"; a claim needs both, so p is the larger one
 * (intersection-union, Berger 1982), and Holm's correction holds over all models compared with the
 * same parent on the same benchmark.
 */
final class ImprovementJudge {
  private final List<ProblemGrid> grids;
  private final ImprovementRule rule;

  /**
   * Judges by a rule.
   *
   * @param grids one per benchmark; several are weighed equally
   */
  ImprovementJudge(List<ProblemGrid> grids, ImprovementRule rule) {
    this.grids = List.copyOf(grids);
    this.rule = rule;
  }

  /** Returns one entry per model that has, like the parent, every problem of every benchmark. */
  List<Improvement> over(String parent, List<String> models) {
    List<Improvement> found = new ArrayList<>();
    for (String model : models) {
      if (!model.equals(parent) && complete(model) && complete(parent)) {
        found.add(compare(model, parent));
      }
    }
    double[] adjusted = Holm.adjusted(found.stream().mapToDouble(Improvement::p).toArray());
    List<Improvement> judged = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      judged.add(found.get(i).judged(adjusted[i], verdict(found.get(i), adjusted[i])));
    }
    return judged;
  }

  private boolean complete(String model) {
    return grids.stream().allMatch(grid -> grid.contains(model) && grid.problems().size() > 1);
  }

  private Improvement compare(String model, String parent) {
    PairedDifference accuracy =
        PairedDifference.over(grids, grid -> grid.scores(model), grid -> grid.scores(parent));
    PairedDifference tokens =
        PairedDifference.over(grids, grid -> grid.logTokens(model), grid -> grid.logTokens(parent));
    double truncation =
        grids.stream()
            .mapToDouble(grid -> (grid.truncated(model) - grid.truncated(parent)) / grids.size())
            .sum();
    double p = Math.max(pOfAccuracy(accuracy), pOfTokens(tokens));
    return new Improvement(
        model, parent, name(), accuracy, tokens, truncation, p, 1, Improvement.Verdict.NOT_SHOWN);
  }

  private String name() {
    return grids.size() == 1 ? grids.get(0).benchmark() : AccuracyTokenCurve.ALL;
  }

  /**
   * Returns the p-value where all n differences equal d, so that no spread can be estimated. They
   * lie in [-1, 1], so under H0 a problem shows d with probability at most (1 - margin) / (1 + d),
   * and all of them with that to the power of n.
   */
  private double pOfAccuracy(PairedDifference accuracy) {
    if (accuracy.standardError() > 0) {
      return accuracy.pOfAtMost(-rule.margin());
    }
    double one = (1 - rule.margin()) / (1 + accuracy.mean());
    return accuracy.mean() > -rule.margin() ? Math.pow(one, accuracy.problems()) : 1;
  }

  /** Returns the p-value of a sign test where every problem has the same ratio. */
  private static double pOfTokens(PairedDifference logTokens) {
    if (logTokens.standardError() > 0) {
      return 1 - logTokens.pOfAtMost(0);
    }
    return logTokens.mean() < 0 ? Math.pow(0.5, logTokens.problems()) : 1;
  }

  private Improvement.Verdict verdict(Improvement found, double adjusted) {
    if (Math.abs(found.truncation()) > rule.truncationLimit()) {
      return Improvement.Verdict.REFUSED;
    }
    return adjusted <= rule.level()
        ? Improvement.Verdict.IMPROVEMENT
        : Improvement.Verdict.NOT_SHOWN;
  }
}
