package org.alphagrid.report.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.curve.SweepPoint;

/** Gathers the {@link Evidence} of a sweep. */
public final class EvidenceBuilder {
  private static final int DRAWS = 2000;

  private final List<SweepPoint> points;
  private final List<ProblemGrid> grids;
  private final CommonDraws draws;
  private final AnalysisRequest request;
  private final Set<String> parents = new LinkedHashSet<>();

  private final Map<String, FrontEvidence> fronts = new LinkedHashMap<>();
  private final Map<String, Map<String, Interval>> tokensPerCorrect = new LinkedHashMap<>();
  private final List<Improvement> improvements = new ArrayList<>();
  private final List<Transition> transitions = new ArrayList<>();
  private final List<Recommendation> recommendations = new ArrayList<>();
  private final List<LineArea> areas = new ArrayList<>();
  private final Map<String, WinnersCurse> optimism = new LinkedHashMap<>();
  private final List<PointComparison> comparisons = new ArrayList<>();
  private final List<HoldoutConfirmation> confirmations = new ArrayList<>();

  private EvidenceBuilder(
      List<SweepPoint> points, List<ProblemGrid> grids, AnalysisRequest request) {
    this.points = points;
    this.grids = grids;
    this.request = request;
    this.draws =
        new CommonDraws(
            grids.stream().map(grid -> grid.problems().size()).toList(), DRAWS, request.seed());
    points.stream().filter(SweepPoint::isParent).forEach(point -> parents.add(point.model()));
  }

  /**
   * Returns the evidence on every benchmark and over all of them.
   *
   * @param tallies those of models outside the points are left out
   */
  public static Evidence build(
      List<SweepPoint> points,
      List<String> benchmarks,
      List<ProblemTally> tallies,
      AnalysisRequest request) {
    Set<String> models = new LinkedHashSet<>();
    points.forEach(point -> models.add(point.model()));
    List<ProblemTally> own =
        tallies.stream().filter(tally -> models.contains(tally.model())).toList();
    List<ProblemGrid> grids = ProblemGrid.of(benchmarks, own);
    return new EvidenceBuilder(points, grids, request).gather();
  }

  private Evidence gather() {
    for (int b = 0; b < grids.size(); b++) {
      if (isComparable(grids.get(b))) {
        String benchmark = grids.get(b).benchmark();
        add(benchmark, List.of(grids.get(b)), new DrawnMeans(grids, draws, b));
      }
    }
    if (!grids.isEmpty() && grids.stream().allMatch(EvidenceBuilder::isComparable)) {
      DrawnMeans all = new DrawnMeans(grids, draws, IntStream.range(0, grids.size()).toArray());
      if (!all.models().isEmpty()) {
        addOverall(all);
      }
    }
    return new Evidence(
        fronts,
        tokensPerCorrect,
        improvements,
        transitions,
        recommendations,
        areas,
        optimism,
        comparisons,
        confirmations);
  }

  private static boolean isComparable(ProblemGrid grid) {
    return grid.problems().size() > 1 && !grid.models().isEmpty();
  }

  /** Adds the evidence over all benchmarks; with a single one its own under another name. */
  private void addOverall(DrawnMeans all) {
    add(AccuracyTokenCurve.ALL, grids, all);
    transitions.addAll(new TransitionFinder(all).find(points));
    areas.addAll(new LineAreas(all).find(points));
    if (request.confirm() && HalfSplit.isPossible(grids)) {
      HalfSplit split = new HalfSplit(grids, request.rule(), request.seed());
      parents.forEach(
          parent -> split.confirm(parent, merges(parent)).ifPresent(confirmations::add));
    }
  }

  private void add(String name, List<ProblemGrid> compared, DrawnMeans means) {
    fronts.put(name, FrontEvidence.of(means));
    tokensPerCorrect.put(name, tokensPerCorrect(means));
    ImprovementJudge judge = new ImprovementJudge(compared, request.rule());
    for (String parent : parents) {
      judge.over(parent, merges(parent)).forEach(found -> improvements.add(found.on(name)));
    }
    PointRecommender recommender = new PointRecommender(name, compared, means, parents);
    request.goals().apply(name).forEach(goal -> recommendations.add(recommender.advise(goal)));
    optimism.put(name, WinnersCurse.of(means, parents));
    comparisons.addAll(new PointComparer(name, compared).compare(request.pairs()));
  }

  /** Returns the merges of a parent's own run, which it is compared with. */
  private List<String> merges(String parent) {
    return points.stream()
        .filter(
            merge ->
                points.stream()
                    .filter(point -> point.id().equals(parent))
                    .anyMatch(point -> point.run().equals(merge.run())))
        .map(SweepPoint::model)
        .filter(model -> !parents.contains(model))
        .distinct()
        .toList();
  }

  static Map<String, Interval> tokensPerCorrect(DrawnMeans means) {
    ExpandedPercentile percentile = new ExpandedPercentile(means.problems());
    Map<String, Interval> found = new LinkedHashMap<>();
    for (String model : means.models()) {
      double[] accuracies = means.row(model).accuracy().draws();
      double[] tokens = means.row(model).tokens().draws();
      double[] ratios = new double[accuracies.length];
      for (int draw = 0; draw < ratios.length; draw++) {
        ratios[draw] = tokens[draw] / accuracies[draw];
      }
      if (DoubleStream.of(ratios).allMatch(Double::isFinite)) {
        found.put(model, percentile.of(ratios));
      }
    }
    return found;
  }
}
