package org.alphagrid.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.alphagrid.report.curve.SweepPoint;

/**
 * Holds a sign of a picture and what it stands for.
 *
 * @param sign draws the sign into an area of {@link #WIDTH} by {@link #HEIGHT} SVG user units
 */
public record LegendEntry(String name, Consumer<Markup> sign) {
  public static final int WIDTH = 30;
  public static final int HEIGHT = 16;

  private static final double MIDDLE = HEIGHT / 2.0;
  private static final String LINE = "M1,8H29";

  /** Returns the entries of a picture of accuracy against tokens: every line, then the signs. */
  public static List<LegendEntry> of(List<SweepPoint> points, Palette palette) {
    Map<String, SweepPoint> lines = new LinkedHashMap<>();
    for (SweepPoint point : points) {
      if (!point.isParent()) {
        lines.putIfAbsent(point.line(), point);
      }
    }
    List<LegendEntry> entries = new ArrayList<>();
    lines.forEach((name, point) -> entries.add(line(name, point, palette)));
    entries.add(marker("parent", "parent front", MarkerShape.STAR, 7));
    entries.add(
        new LegendEntry(
            "Pareto front",
            page -> page.empty("path", "class", "front-line", "d", "M3,13H14V4H28")));
    entries.add(marker("on the front", "ink front", MarkerShape.CIRCLE, MarkerShape.RADIUS));
    entries.add(marker("off the front", "ink", MarkerShape.CIRCLE, MarkerShape.RADIUS));
    return entries;
  }

  /** Returns the entry of one value of a parameter, in the colour and shape of its number. */
  public static LegendEntry level(String name, int number) {
    return new LegendEntry(
        name,
        page -> {
          page.open("g", "class", "pt c" + number);
          page.empty("path", "class", "line c" + number, "d", LINE);
          mark(page, MarkerShape.ofLine(number), MarkerShape.RADIUS);
          page.close();
        });
  }

  private static LegendEntry line(String name, SweepPoint point, Palette palette) {
    String style = palette.styleClass(point);
    LegendEntry marker = marker(name, style + " front", palette.marker(point), MarkerShape.RADIUS);
    return new LegendEntry(
        name,
        page -> {
          page.empty("path", "class", "line " + style, "d", LINE);
          marker.sign().accept(page);
        });
  }

  private static LegendEntry marker(String name, String style, MarkerShape shape, double radius) {
    return new LegendEntry(
        name,
        page -> {
          page.open("g", "class", "pt " + style);
          mark(page, shape, radius);
          page.close();
        });
  }

  private static void mark(Markup page, MarkerShape shape, double radius) {
    page.empty("path", "class", "mark", "d", shape.path(WIDTH / 2.0, MIDDLE, radius));
  }
}
