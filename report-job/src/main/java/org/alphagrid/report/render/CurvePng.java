package org.alphagrid.report.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.knowm.xchart.XYChart;

/** {@code curve.png}: accuracy against tokens over all benchmarks, or on each, for a README. */
public final class CurvePng implements Renderer {
  /** Pixels per unit of the chart, for dense screens. */
  private static final int DENSITY = 2;

  @Override
  public ReportFile render(Report report) {
    try {
      return new ReportFile("curve.png", png(image(report)));
    } catch (LinkageError | InternalError | UncheckedIOException e) {
      // The JDK lacks its drawing libraries, or they lack one of the system's.
      throw new UndrawableException("Cannot draw curve.png: " + e, e);
    }
  }

  /** Without a mean over all benchmarks, one panel for each. */
  private static BufferedImage image(Report report) {
    List<String> names =
        report.overall().isEmpty() ? report.curve().benchmarks() : List.of(AccuracyTokenCurve.ALL);
    int columns = names.size() == 1 ? 1 : 2;
    int rows = (names.size() + columns - 1) / columns;
    double scale = (double) DENSITY / columns;
    BufferedImage image =
        new BufferedImage(
            CurveChart.WIDTH * DENSITY,
            (int) (CurveChart.HEIGHT * scale * rows),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    PlotFont font = PlotFont.load();
    for (int i = 0; i < names.size(); i++) {
      Graphics2D panel = (Graphics2D) graphics.create();
      panel.scale(scale, scale);
      panel.translate(i % columns * CurveChart.WIDTH, i / columns * CurveChart.HEIGHT);
      XYChart chart = new CurveChart(report, names.get(i), font).draw();
      chart.paint(panel, CurveChart.WIDTH, CurveChart.HEIGHT);
      panel.dispose();
    }
    graphics.dispose();
    return image;
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
