package org.alphagrid.report.render;

import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import org.knowm.xchart.style.markers.Marker;

/** The markers of the page, for pictures drawn by XChart. */
final class DrawnMarker extends Marker {
  private final MarkerShape shape;
  private final double scale;

  DrawnMarker(MarkerShape shape) {
    this.shape = shape;
    this.scale = shape == MarkerShape.STAR ? 1.9 : 1;
  }

  /**
   * @param size diameter in pixels
   */
  @Override
  public void paint(Graphics2D graphics, double x, double y, int size) {
    double radius = scale * size / 2.0;
    double[] corners = shape.corners();
    Path2D path = new Path2D.Double();
    path.moveTo(x + radius * corners[0], y + radius * corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(x + radius * corners[i], y + radius * corners[i + 1]);
    }
    path.closePath();
    graphics.fill(path);
  }
}
