package org.alphagrid.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.report.curve.SweepPoint;

/**
 * Gives every line of points its colour and marker, in grid order and the same in every picture.
 * Colour tells methods apart, and runs where there are several; the marker tells lines apart, so
 * nothing hangs on colour alone.
 */
public final class Palette {
  /** Dark enough on white and light enough to be told apart; the style sheet has a dark twin. */
  public static final List<String> LIGHT =
      List.of(
          "#2468d4", "#d3581c", "#0f8a63", "#7c4bcb", "#bd3577", "#8a6a00", "#0a7f9c", "#6b6f76");

  private final Map<String, Integer> colours = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  public Palette(List<SweepPoint> points) {
    for (SweepPoint point : points) {
      if (!point.isParent() && !lines.contains(point.line())) {
        colours.putIfAbsent(family(point), colours.size());
        lines.add(point.line());
      }
    }
  }

  /** Returns an index into {@link #LIGHT}. */
  int colour(SweepPoint point) {
    return colours.get(family(point)) % LIGHT.size();
  }

  private static String family(SweepPoint point) {
    return point.method() + point.run().map(run -> " " + run).orElse("");
  }

  /** Class name that carries the colour. */
  public String styleClass(SweepPoint point) {
    return point.isParent() ? "parent" : "c" + colour(point);
  }

  MarkerShape marker(SweepPoint point) {
    if (point.isParent()) {
      return MarkerShape.STAR;
    }
    return MarkerShape.ofLine(lines.indexOf(point.line()));
  }
}
