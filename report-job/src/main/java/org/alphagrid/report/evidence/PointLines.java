package org.alphagrid.report.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.report.curve.SweepPoint;

/** Groups the points that differ in alpha only, by rising alpha. */
final class PointLines {
  private static final int FEWEST_ALPHAS = 3;

  private PointLines() {}

  /** Lines by name, of at least three alphas with samples. */
  static Map<String, List<SweepPoint>> of(List<SweepPoint> points, DrawnMeans means) {
    Map<String, List<SweepPoint>> lines = new TreeMap<>();
    points.stream()
        .filter(point -> !point.isParent() && point.alpha().isPresent())
        .filter(point -> means.contains(point.model()))
        .sorted(Comparator.comparing(point -> point.alpha().orElseThrow()))
        .forEach(
            point -> lines.computeIfAbsent(point.line(), name -> new ArrayList<>()).add(point));
    lines.values().removeIf(line -> line.size() < FEWEST_ALPHAS);
    return lines;
  }
}
