package org.alphagrid.report.render;

import java.util.List;
import org.alphagrid.report.curve.SweepPoint;

/** Controls that the script of the page brings to life; hidden without it. */
final class Filters {
  private Filters() {}

  static void write(Markup page, Report report) {
    List<String> methods =
        report.curve().points().stream()
            .filter(point -> !point.isParent())
            .map(SweepPoint::method)
            .distinct()
            .toList();
    List<String> benchmarks = report.curve().benchmarks();
    if (methods.size() + benchmarks.size() <= 2) {
      return;
    }
    page.open("fieldset", "class", "filters", "hidden", "hidden", "aria-label", "Filters");
    if (methods.size() > 1) {
      methods.forEach(method -> method(page, method));
    }
    if (benchmarks.size() > 1) {
      page.open("label").text("Benchmark").open("select", "name", "benchmark");
      page.element("option", "every one", "value", "");
      benchmarks.forEach(name -> page.element("option", name, "value", name));
      page.close().close();
    }
    page.close().line();
  }

  private static void method(Markup page, String method) {
    page.open("label");
    page.empty(
        "input", "type", "checkbox", "name", "method", "value", method, "checked", "checked");
    page.text(method).close();
  }
}
