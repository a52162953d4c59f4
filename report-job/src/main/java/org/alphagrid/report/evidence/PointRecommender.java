package org.alphagrid.report.evidence;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses a model for a goal.
 *
 * <p>The candidates are the models whose data meet the goal. The best parent among them is the
 * reference, and every other candidate is tested against it: more accurate under a budget, fewer
 * tokens above an accuracy floor (one-sided paired t tests, Holm over the candidates). The best of
 * those that pass is recommended. If none passes, no model is reliably better than the reference,
 * and the best by its mean alone is named beside it.
 */
final class PointRecommender {
  private static final double LEVEL = 0.05;

  private final String benchmark;
  private final List<ProblemGrid> grids;
  private final DrawnMeans means;
  private final Set<String> parents;

  PointRecommender(
      String benchmark, List<ProblemGrid> grids, DrawnMeans means, Set<String> parents) {
    this.benchmark = benchmark;
    this.grids = grids;
    this.means = means;
    this.parents = parents;
  }

  Recommendation advise(Goal goal) {
    List<String> candidates =
        means.models().stream()
            .filter(model -> goal.allows(accuracy(model), tokens(model), seconds(model)))
            .sorted(Comparator.comparingDouble(model -> -worth(goal, model)))
            .toList();
    Optional<String> reference = candidates.stream().filter(parents::contains).findFirst();
    List<String> reliable =
        reference.map(parent -> better(goal, candidates, parent)).orElse(List.of());
    List<String> ranked = reliable.isEmpty() ? candidates : reliable;
    Optional<String> best = ranked.stream().findFirst();
    Optional<String> next =
        candidates.stream().filter(model -> !best.equals(Optional.of(model))).findFirst();
    Map<String, Double> chosen = chosen(goal);
    return new Recommendation(
        goal,
        benchmark,
        best.map(model -> choice(model, chosen)),
        next.map(model -> choice(model, chosen)),
        reference.map(model -> choice(model, chosen)),
        !reliable.isEmpty());
  }

  /** Candidates that pass the test against the reference, best first. */
  private List<String> better(Goal goal, List<String> candidates, String reference) {
    List<String> others = candidates.stream().filter(model -> !model.equals(reference)).toList();
    double[] p =
        others.stream().mapToDouble(model -> pOfNotBetter(goal, model, reference)).toArray();
    double[] adjusted = Holm.adjusted(p);
    return others.stream().filter(model -> adjusted[others.indexOf(model)] <= LEVEL).toList();
  }

  private double pOfNotBetter(Goal goal, String model, String reference) {
    PairedDifference gain =
        goal.wantsAccuracy()
            ? PairedDifference.over(grids, g -> g.scores(model), g -> g.scores(reference))
            : PairedDifference.over(grids, g -> g.tokens(reference), g -> g.tokens(model));
    if (gain.standardError() == 0) {
      // The sign test for differences that are all the same.
      return gain.mean() > 0 ? Math.pow(0.5, gain.problems()) : 1;
    }
    return gain.pOfAtMost(0);
  }

  /**
   * Returns the share of draws in which each model is the best of those that meet the goal there.
   */
  private Map<String, Double> chosen(Goal goal) {
    Map<String, Double> shares = new HashMap<>();
    int draws = means.draws();
    for (int draw = 0; draw < draws; draw++) {
      String best = null;
      double most = Double.NEGATIVE_INFINITY;
      for (String model : means.models()) {
        DrawnMeans.Row row = means.row(model);
        double accuracy = row.accuracy().draws()[draw];
        double tokens = row.tokens().draws()[draw];
        double seconds = row.seconds().draws()[draw];
        if (goal.allows(accuracy, tokens, seconds) && goal.worth(accuracy, tokens) > most) {
          most = goal.worth(accuracy, tokens);
          best = model;
        }
      }
      if (best != null) {
        shares.merge(best, 1.0 / draws, Double::sum);
      }
    }
    return shares;
  }

  private Recommendation.Choice choice(String model, Map<String, Double> chosen) {
    ExpandedPercentile percentile = new ExpandedPercentile(means.problems());
    DrawnMeans.Row row = means.row(model);
    return new Recommendation.Choice(
        model,
        row.accuracy().value(),
        percentile.of(row.accuracy().draws()),
        row.tokens().value(),
        percentile.of(row.tokens().draws()),
        row.seconds().value(),
        chosen.getOrDefault(model, 0.0));
  }

  private double accuracy(String model) {
    return means.row(model).accuracy().value();
  }

  private double tokens(String model) {
    return means.row(model).tokens().value();
  }

  private double seconds(String model) {
    return means.row(model).seconds().value();
  }

  private double worth(Goal goal, String model) {
    return goal.worth(accuracy(model), tokens(model));
  }
}
