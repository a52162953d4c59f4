package org.alphagrid.report.html;

import java.util.List;
import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.model.Report;

/** Writes the controls that the script of the page needs; hidden without it. */
final class PageFilters {
  private PageFilters() {}

  static void write(Markup page, Report report) {
    List<String> methods =
        report.curve().points().stream()
            .filter(point -> !point.isParent())
            .map(SweepPoint::method)
            .distinct()
            .toList();
    List<String> benchmarks = report.curve().benchmarks();
    List<String> runs =
        report.curve().points().stream().flatMap(point -> point.run().stream()).distinct().toList();
    if (methods.size() + benchmarks.size() + runs.size() <= 2) {
      return;
    }
    page.open("fieldset", "class", "filters", "hidden", "hidden", "aria-label", "Filters");
    if (methods.size() > 1) {
      methods.forEach(method -> box(page, "method", method));
    }
    runs.forEach(run -> box(page, "run", run));
    if (benchmarks.size() > 1) {
      page.open("label").text("Benchmark").open("select", "name", "benchmark");
      page.element("option", "all", "value", "");
      benchmarks.forEach(name -> page.element("option", name, "value", name));
      page.close().close();
    }
    page.close().line();
  }

  private static void box(Markup page, String name, String value) {
    page.open("label");
    page.empty("input", "type", "checkbox", "name", name, "value", value, "checked", "checked");
    page.text(value).close();
  }
}
