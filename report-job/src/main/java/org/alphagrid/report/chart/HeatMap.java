package org.alphagrid.report.chart;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.alphagrid.report.curve.IndexOrder;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.evidence.ProblemGrid;

/**
 * Draws mean scores of points (rows, in grid order) on problems (columns, hardest first): shows
 * which problems flip along alpha. One pixel per cell keeps a large sweep small.
 */
public final class HeatMap {
  private static final int MOST_LABELS = 60;
  private static final int LABELLED_ROW = 14;
  private static final int PLAIN_ROW = 3;
  private static final int LOW = 0xe9eef6;
  private static final int HIGH = 0x1b4fa8;

  private final ProblemGrid grid;
  private final List<SweepPoint> points;
  private final double[][] scores;
  private final int[] columns;

  /**
   * Draws which problems each point solves.
   *
   * @param points those without all problems of the grid are left out
   */
  public HeatMap(ProblemGrid grid, List<SweepPoint> points) {
    this.grid = grid;
    List<String> models = grid.models();
    this.points =
        points.stream()
            .filter(point -> point.model().equals(point.id()) && models.contains(point.id()))
            .toList();
    this.scores =
        this.points.stream().map(point -> grid.scores(point.id())).toArray(double[][]::new);
    this.columns =
        IndexOrder.rising(
            IntStream.range(0, grid.problems().size()).mapToDouble(this::ease).toArray());
  }

  public boolean isEmpty() {
    return points.isEmpty();
  }

  public void write(Markup page) {
    boolean labelled = points.size() <= MOST_LABELS;
    int height = points.size() * (labelled ? LABELLED_ROW : PLAIN_ROW);
    page.open("div", "class", "heat-box");
    page.open("div", "class", "heat-rows", "aria-hidden", true);
    if (labelled) {
      points.forEach(point -> page.element("span", point.id()));
    }
    page.close();
    page.open(
        "div",
        "class",
        "heat",
        "style",
        "height:" + height + "px",
        "tabindex",
        0,
        "role",
        "img",
        "aria-label",
        description(),
        "data-points",
        String.join("\n", points.stream().map(SweepPoint::id).toList()),
        "data-problems",
        String.join("\n", Arrays.stream(columns).mapToObj(grid.problems()::get).toList()),
        "data-scores",
        letters());
    page.open("svg", "viewBox", "0 0 1 1", "preserveAspectRatio", "none", "aria-hidden", true);
    page.empty("image", "width", 1, "height", 1, "preserveAspectRatio", "none", "href", picture());
    page.close().close().close().line();
  }

  private String description() {
    return "Scores of %d points on %d problems of %s; arrow keys read cells"
        .formatted(points.size(), columns.length, grid.benchmark());
  }

  private double ease(int problem) {
    return Arrays.stream(scores).mapToDouble(row -> row[problem]).sum();
  }

  /** Tenths as letters, a for 0 and k for 1: short enough for 500 points on 500 problems. */
  private String letters() {
    StringBuilder letters = new StringBuilder();
    for (double[] row : scores) {
      for (int column : columns) {
        letters.append((char) ('a' + Math.round(10 * row[column])));
      }
    }
    return letters.toString();
  }

  private String picture() {
    BufferedImage image =
        new BufferedImage(columns.length, points.size(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < scores.length; y++) {
      for (int x = 0; x < columns.length; x++) {
        image.setRGB(x, y, colour(scores[y][columns[x]]));
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot draw the scores on " + grid.benchmark(), e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }

  private static int colour(double score) {
    // Tenths compress well and are what the letters say.
    double share = Math.round(10 * score) / 10.0;
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int low = LOW >> shift & 0xff;
      int high = HIGH >> shift & 0xff;
      colour |= (int) Math.round(low + share * (high - low)) << shift;
    }
    return colour;
  }
}
