package org.alphagrid.report.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.alphagrid.report.curve.SweepPoint;

/** Sets lines side by side at equal tokens, in the data and in every bootstrap draw. */
final class LineAreas {
  /** More pairs than a person compares. */
  private static final int MOST_LINES = 12;

  private final DrawnMeans means;

  LineAreas(DrawnMeans means) {
    this.means = means;
  }

  /** Returns every pair of lines that span some tokens together in the data and in every draw. */
  List<LineArea> find(List<SweepPoint> points) {
    Map<String, List<SweepPoint>> lines = PointLines.of(points, means);
    List<String> names = List.copyOf(lines.keySet());
    List<LineArea> found = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_LINES, names.size()); i++) {
      for (int j = i + 1; j < Math.min(MOST_LINES, names.size()); j++) {
        String first = names.get(i);
        String second = names.get(j);
        between(first, lines.get(first), second, lines.get(second)).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<LineArea> between(
      String first, List<SweepPoint> one, String second, List<SweepPoint> other) {
    Polyline left = line(one, DrawnMeans.Drawn::value);
    Polyline right = line(other, DrawnMeans.Drawn::value);
    double[] drawn = new double[means.draws()];
    for (int i = 0; i < drawn.length; i++) {
      int draw = i;
      drawn[i] =
          meanGap(
              line(one, values -> values.draws()[draw]),
              line(other, values -> values.draws()[draw]));
      if (Double.isNaN(drawn[i])) {
        return Optional.empty();
      }
    }
    double gap = meanGap(left, right);
    return Double.isNaN(gap)
        ? Optional.empty()
        : Optional.of(
            new LineArea(
                first,
                second,
                Math.max(left.from(), right.from()),
                Math.min(left.to(), right.to()),
                gap,
                new ExpandedPercentile(means.problems()).of(drawn)));
  }

  /**
   * Returns the mean difference of accuracy between two lines; NaN where they span no tokens
   * together.
   */
  static double meanGap(Polyline one, Polyline other) {
    double from = Math.max(one.from(), other.from());
    double to = Math.min(one.to(), other.to());
    return to > from ? (one.area(from, to) - other.area(from, to)) / (to - from) : Double.NaN;
  }

  private Polyline line(List<SweepPoint> points, ToDoubleFunction<DrawnMeans.Drawn> at) {
    List<DrawnMeans.Row> rows = points.stream().map(point -> means.row(point.model())).toList();
    return new Polyline(
        rows.stream().mapToDouble(row -> at.applyAsDouble(row.tokens())).toArray(),
        rows.stream().mapToDouble(row -> at.applyAsDouble(row.accuracy())).toArray());
  }
}
