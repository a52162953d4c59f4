package org.alphagrid.report.png;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.report.chart.LegendEntry;
import org.alphagrid.report.chart.Markup;

/**
 * Writes the title and the legend above a drawn picture.
 *
 * @param width in SVG user units
 */
record PictureHeader(int width, String title) {
  private static final int TITLE_HEIGHT = 42;
  private static final int ROW_HEIGHT = 20;
  private static final int MARGIN = 62;

  /** Further lines would leave too little room for the picture. */
  private static final int MOST_ROWS = 6;

  /** Mean advance of a letter in the 12-pixel font, and the gap after an entry, in user units. */
  private static final double LETTER_WIDTH = 5.8;

  private static final double GAP = 12;

  /** Holds an entry and where it stands. */
  private record Place(LegendEntry entry, double x, int row) {}

  /** Returns the height, in SVG user units. */
  int height(List<LegendEntry> entries) {
    List<Place> places = places(entries);
    return TITLE_HEIGHT + ROW_HEIGHT * (places.get(places.size() - 1).row() + 1);
  }

  Markup svg(List<LegendEntry> entries) {
    Markup page = new Markup();
    page.open("svg", "viewBox", "0 0 " + width + " " + height(entries));
    page.element("text", title, "class", "title", "x", width / 2, "y", 28, "text-anchor", "middle");
    for (Place place : places(entries)) {
      double y = TITLE_HEIGHT + ROW_HEIGHT * place.row();
      page.open("g", "transform", "translate(%s,%s)".formatted(place.x(), y));
      place.entry().sign().accept(page);
      page.element("text", place.entry().name(), "class", "legend", "x", 36, "y", 12).close();
    }
    return page.close();
  }

  private List<Place> places(List<LegendEntry> entries) {
    List<LegendEntry> all = new ArrayList<>(entries);
    all.add(
        new LegendEntry(
            "95 % interval",
            page ->
                page.open("g", "class", "ink")
                    .empty("path", "class", "bar", "d", "M3,8H27M15,0V16")
                    .close()));
    List<Place> places = new ArrayList<>();
    double x = MARGIN;
    int row = 0;
    for (LegendEntry entry : all) {
      double taken = 36 + LETTER_WIDTH * entry.name().length() + GAP;
      if (x + taken > width && x > MARGIN) {
        x = MARGIN;
        row++;
      }
      if (row < MOST_ROWS) {
        places.add(new Place(entry, x, row));
      }
      x += taken;
    }
    return places;
  }
}
