package org.alphagrid.report.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.curve.SweepPoint;

/** Gathers the {@link Evidence} of a sweep. */
public final class EvidenceBuilder {
  private static final int DRAWS = 2000;

  private final List<SweepPoint> points;
  private final List<ProblemGrid> grids;
  private final CommonDraws draws;
  private final ImprovementRule rule;
  private final Set<String> models = new LinkedHashSet<>();
  private final Set<String> parents = new LinkedHashSet<>();

  private EvidenceBuilder(
      List<SweepPoint> points, List<ProblemGrid> grids, ImprovementRule rule, long seed) {
    this.points = points;
    this.grids = grids;
    this.rule = rule;
    this.draws =
        new CommonDraws(grids.stream().map(grid -> grid.problems().size()).toList(), DRAWS, seed);
    points.forEach(point -> models.add(point.model()));
    points.stream().filter(SweepPoint::isParent).forEach(point -> parents.add(point.model()));
  }

  /**
   * @param goals in the order to answer
   * @param seed of the bootstrap
   */
  public static Evidence build(
      List<SweepPoint> points,
      List<String> benchmarks,
      List<ProblemTally> tallies,
      ImprovementRule rule,
      List<Goal> goals,
      long seed) {
    Set<String> models = new LinkedHashSet<>();
    points.forEach(point -> models.add(point.model()));
    List<ProblemTally> own =
        tallies.stream().filter(tally -> models.contains(tally.model())).toList();
    List<ProblemGrid> grids = ProblemGrid.of(benchmarks, own);
    return new EvidenceBuilder(points, grids, rule, seed).gather(goals);
  }

  private Evidence gather(List<Goal> goals) {
    Map<String, FrontEvidence> fronts = new LinkedHashMap<>();
    List<Improvement> improvements = new ArrayList<>();
    for (int b = 0; b < grids.size(); b++) {
      if (isComparable(grids.get(b))) {
        fronts.put(grids.get(b).benchmark(), FrontEvidence.of(new DrawnMeans(grids, draws, b)));
        improvements.addAll(improvements(List.of(grids.get(b))));
      }
    }
    if (!grids.stream().allMatch(EvidenceBuilder::isComparable)) {
      return new Evidence(fronts, improvements, List.of(), List.of());
    }
    DrawnMeans all = new DrawnMeans(grids, draws, IntStream.range(0, grids.size()).toArray());
    if (all.models().isEmpty()) {
      return new Evidence(fronts, improvements, List.of(), List.of());
    }
    fronts.put(AccuracyTokenCurve.ALL, FrontEvidence.of(all));
    improvements.addAll(overall());
    Adviser adviser = new Adviser(AccuracyTokenCurve.ALL, grids, all, parents);
    return new Evidence(
        fronts,
        improvements,
        new TransitionFinder(all).find(points),
        goals.stream().map(adviser::advise).toList());
  }

  private static boolean isComparable(ProblemGrid grid) {
    return grid.problems().size() > 1 && !grid.models().isEmpty();
  }

  private List<Improvement> improvements(List<ProblemGrid> compared) {
    ImprovementJudge judge = new ImprovementJudge(compared, rule);
    List<Improvement> found = new ArrayList<>();
    for (String parent : parents) {
      List<String> merges = models.stream().filter(model -> !parents.contains(model)).toList();
      found.addAll(judge.over(parent, merges));
    }
    return found;
  }

  /** With a single benchmark the test over all is the same one under another name. */
  private List<Improvement> overall() {
    return improvements(grids).stream().map(found -> found.on(AccuracyTokenCurve.ALL)).toList();
  }
}
