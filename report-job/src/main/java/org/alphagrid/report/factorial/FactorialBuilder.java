package org.alphagrid.report.factorial;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.evidence.ProblemGrid;

/** Summarizes what the settings of a sweep do. */
public final class FactorialBuilder {
  private static final int DRAWS = 4000;

  private FactorialBuilder() {}

  /**
   * Returns what the settings of a sweep do.
   *
   * @param grids one per benchmark; models without all problems of all benchmarks are left out, and
   *     so are benchmarks of fewer than two problems
   * @param seed of the joint correction
   */
  public static FactorialSummary build(
      List<SweepPoint> points, List<ProblemGrid> grids, long seed) {
    return build(points, grids, DRAWS, seed);
  }

  /** Returns the summary, made with a number of draws. */
  static FactorialSummary build(
      List<SweepPoint> points, List<ProblemGrid> grids, int draws, long seed) {
    List<ProblemGrid> own = grids.stream().filter(grid -> grid.problems().size() > 1).toList();
    if (own.isEmpty()) {
      return FactorialSummary.none();
    }
    Design design = Design.of(points, model -> own.stream().allMatch(grid -> grid.contains(model)));
    List<String> benchmarks = own.stream().map(ProblemGrid::benchmark).toList();
    List<Effect> found = new ArrayList<>();
    List<Contrast> effects = ContrastList.effects(design, benchmarks);
    found.addAll(measure(Effect.Family.EFFECT, effects, own, draws, seed));
    List<Contrast> places = ContrastList.places(design, benchmarks);
    found.addAll(measure(Effect.Family.PLACE, places, own, draws, seed));
    return new FactorialSummary(design.factors(), found);
  }

  private static List<Effect> measure(
      Effect.Family family,
      List<Contrast> contrasts,
      List<ProblemGrid> grids,
      int draws,
      long seed) {
    List<MeasuredContrast> measured = new ArrayList<>();
    for (ResponseVariable response : ResponseVariable.values()) {
      contrasts.forEach(contrast -> measured.add(MeasuredContrast.of(contrast, response, grids)));
    }
    SimultaneousInference joint = new SimultaneousInference(measured, draws, seed);
    return measured.stream().map(own -> effect(family, own, joint)).toList();
  }

  private static Effect effect(
      Effect.Family family, MeasuredContrast own, SimultaneousInference joint) {
    double p = own.p();
    return new Effect(
        family,
        own.response(),
        own.contrast().effect(),
        own.contrast().levels(),
        own.contrast().where(),
        own.estimate(),
        joint.interval(own),
        p,
        joint.adjusted(p));
  }
}
