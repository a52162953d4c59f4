package org.alphagrid.report.png;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.alphagrid.report.chart.Canvas;
import org.alphagrid.report.chart.LegendEntry;
import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.chart.Palette;
import org.alphagrid.report.chart.TokenPanel;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.model.Renderer;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.ReportFile;

/**
 * Draws {@code curve.png}, the page's picture of accuracy against tokens over all benchmarks, or on
 * each, for a README.
 */
public final class CurvePng implements Renderer {
  /** Measures one benchmark's picture, in SVG user units. */
  private static final int WIDTH = 800;

  private static final int HEIGHT = 448;

  /** Pixels per unit where there is one picture, for dense screens. */
  private static final double DENSITY = 2.5;

  /**
   * Returns the picture, equal bytes for equal reports on one JDK.
   *
   * @throws UndrawableException if the JDK has no drawing libraries
   */
  @Override
  public ReportFile render(Report report) {
    try {
      return new ReportFile("curve.png", png(image(report)));
    } catch (LinkageError | InternalError | UncheckedIOException e) {
      // The JDK lacks its drawing libraries, or they lack one of the system's.
      throw new UndrawableException("Cannot draw curve.png: " + e, e);
    }
  }

  /** Draws the panel of the mean over all benchmarks; without one, a panel for each. */
  private static BufferedImage image(Report report) {
    List<String> names =
        report.overall().isEmpty() ? report.curve().benchmarks() : List.of(AccuracyTokenCurve.ALL);
    int columns = names.size() == 1 ? 1 : 2;
    int rows = (names.size() + columns - 1) / columns;
    double scale = DENSITY / columns;
    SvgPainter painter = new SvgPainter();
    BufferedImage image =
        new BufferedImage(
            (int) (WIDTH * DENSITY), (int) (HEIGHT * scale * rows), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int i = 0; i < names.size(); i++) {
      Graphics2D panel = (Graphics2D) graphics.create();
      panel.scale(scale, scale);
      panel.translate(i % columns * WIDTH, i / columns * HEIGHT);
      draw(panel, painter, report, names.get(i));
      panel.dispose();
    }
    graphics.dispose();
    return image;
  }

  private static void draw(
      Graphics2D graphics, SvgPainter painter, Report report, String benchmark) {
    Palette palette = new Palette(report.curve().points());
    PictureHeader header = new PictureHeader(WIDTH, title(report, benchmark));
    List<LegendEntry> entries = LegendEntry.of(report.curve().points(), palette);
    painter.paint(graphics, header.svg(entries), WIDTH, header.height(entries));
    List<CurvePoint> rows = report.curve().rows(benchmark);
    if (!rows.isEmpty()) {
      int height = HEIGHT - header.height(entries);
      Markup chart = new Markup();
      new TokenPanel(palette, report).draw(chart, Canvas.of(WIDTH, height), rows);
      graphics.translate(0, header.height(entries));
      painter.paint(graphics, chart, WIDTH, height);
    }
  }

  private static String title(Report report, String benchmark) {
    return (benchmark.equals(AccuracyTokenCurve.ALL) ? report.provenance().sweep() : benchmark)
        + ": accuracy against tokens";
  }

  private static byte[] png(BufferedImage image) {
    ImageIO.setUseCache(false);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot encode curve.png", e);
    }
    return bytes.toByteArray();
  }
}
