package org.alphagrid.report.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.report.curve.SweepPoint;

/** Names every line and sign of the pictures below it. */
final class Legend {
  private static final int WIDTH = 30;
  private static final double MIDDLE = 8;

  private Legend() {}

  static void write(Markup page, List<SweepPoint> points, Palette palette) {
    page.open("ul", "class", "legend").line();
    firstOfEachLine(points)
        .forEach((name, point) -> entry(page, name, () -> line(page, point, palette)));
    entry(page, "parent", () -> marker(page, "parent front", MarkerShape.STAR, 7));
    entry(page, "Pareto front", () -> frontLine(page));
    entry(page, "on the front", () -> marker(page, "ink front", MarkerShape.CIRCLE, 4.2));
    entry(page, "off the front", () -> marker(page, "ink", MarkerShape.CIRCLE, 4.2));
    page.close().line();
  }

  private static Map<String, SweepPoint> firstOfEachLine(List<SweepPoint> points) {
    Map<String, SweepPoint> first = new LinkedHashMap<>();
    for (SweepPoint point : points) {
      if (!point.isParent()) {
        first.putIfAbsent(point.line(), point);
      }
    }
    return first;
  }

  private static void entry(Markup page, String name, Runnable picture) {
    page.open("li").open("svg", "viewBox", "0 0 30 16", "width", WIDTH, "height", 16);
    picture.run();
    page.close().text(name).close().line();
  }

  private static void line(Markup page, SweepPoint point, Palette palette) {
    String style = palette.styleClass(point);
    page.empty("path", "class", "line " + style, "d", "M1,8H29");
    marker(page, style + " front", palette.marker(point), 4.2);
  }

  private static void marker(Markup page, String style, MarkerShape shape, double radius) {
    page.open("g", "class", "pt " + style);
    page.empty("path", "class", "mark", "d", shape.path(WIDTH / 2.0, MIDDLE, radius)).close();
  }

  private static void frontLine(Markup page) {
    page.empty("path", "class", "front-line", "d", "M3,13H14V4H28");
  }
}
