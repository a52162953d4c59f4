package org.alphagrid.report.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.curve.SweepPoint;

/** Fits a {@link ChangePoint} to each line of points, in the data and in every bootstrap draw. */
final class TransitionFinder {
  private final DrawnMeans means;

  TransitionFinder(DrawnMeans means) {
    this.means = means;
  }

  /** Returns one entry per line and quantity, for lines of at least three alphas with samples. */
  List<Transition> find(List<SweepPoint> points) {
    List<Transition> found = new ArrayList<>();
    PointLines.of(points, means)
        .forEach(
            (name, line) -> {
              found.add(find(name, line, Transition.Quantity.THINK_RATIO));
              found.add(find(name, line, Transition.Quantity.LOG_TOKENS));
            });
    return found;
  }

  private Transition find(String name, List<SweepPoint> line, Transition.Quantity quantity) {
    double[] alphas =
        line.stream().mapToDouble(point -> point.alpha().orElseThrow().doubleValue()).toArray();
    ChangePoint step = ChangePoint.fit(series(line, quantity, Optional.empty()));
    int draws = means.draws();
    double[] lower = new double[draws];
    double[] upper = new double[draws];
    double[] jumps = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      ChangePoint drawn = ChangePoint.fit(series(line, quantity, Optional.of(draw)));
      lower[draw] = alphas[drawn.split() - 1];
      upper[draw] = alphas[drawn.split()];
      jumps[draw] = drawn.jump();
    }
    ExpandedPercentile percentile = new ExpandedPercentile(means.problems());
    Interval alpha = percentile.between(lower, upper);
    return new Transition(
        name,
        quantity,
        alphas[step.split() - 1],
        alphas[step.split()],
        alpha,
        step.jump(),
        percentile.of(jumps));
  }

  private double[] series(
      List<SweepPoint> line, Transition.Quantity quantity, Optional<Integer> draw) {
    ToDoubleFunction<DrawnMeans.Drawn> at =
        drawn -> draw.map(i -> drawn.draws()[i]).orElse(drawn.value());
    return line.stream()
        .map(point -> means.row(point.model()))
        .mapToDouble(
            row ->
                quantity == Transition.Quantity.THINK_RATIO
                    ? at.applyAsDouble(row.thought())
                    : Math.log(Math.max(1, at.applyAsDouble(row.tokens()))))
        .toArray();
  }
}
