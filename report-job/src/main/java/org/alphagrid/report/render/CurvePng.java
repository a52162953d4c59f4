package org.alphagrid.report.render;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;

/** {@code curve.png}: accuracy against tokens over all benchmarks, for a README. */
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

  private static BufferedImage image(Report report) {
    XYChart chart = new CurveChart(report, PlotFont.load()).draw();
    int width = chart.getWidth();
    int height = chart.getHeight();
    BufferedImage image =
        new BufferedImage(width * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(DENSITY, DENSITY);
    chart.paint(graphics, width, height);
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
