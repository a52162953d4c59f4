package org.alphagrid.report.html;

import java.util.List;
import org.alphagrid.report.chart.LegendEntry;
import org.alphagrid.report.chart.Markup;

/** Writes the list that names the lines and signs of the pictures below it. */
final class Legend {
  private Legend() {}

  static void write(Markup page, List<LegendEntry> entries) {
    page.open("ul", "class", "legend").line();
    for (LegendEntry entry : entries) {
      int width = LegendEntry.WIDTH;
      int height = LegendEntry.HEIGHT;
      page.open("li");
      page.open("svg", "viewBox", "0 0 30 16", "width", width, "height", height);
      entry.sign().accept(page);
      page.close().text(entry.name()).close().line();
    }
    page.close().line();
  }
}
