package org.alphagrid.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds places for labels where they cover neither a marker nor each other. */
public final class LabelPlacement {
  /** Mean advance of a digit or small letter in the 11-pixel label font, in pixels. */
  private static final double CHARACTER_WIDTH = 6.3;

  private static final double HEIGHT = 12;
  private static final double MARKER_RADIUS = 6;

  /** Neighbours closer than this share the label of the first, so that a cluster stays readable. */
  private static final double SPACING = 44;

  /** Lists where a label may stand around its marker, as the direction of its centre. */
  private static final double[][] DIRECTIONS = {
    {-1, -0.7}, {0, -1}, {1, 0.7}, {0, 1}, {-1, 0}, {1, 0}, {1, -0.7}, {-1, 0.7}
  };

  /** Holds the centre of a label, in SVG user units. */
  public record Place(double x, double y) {}

  private record Box(double left, double top, double right, double bottom) {
    boolean meets(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  private final Canvas canvas;
  private final List<Box> taken = new ArrayList<>();
  private final List<Place> labelled = new ArrayList<>();

  public LabelPlacement(Canvas canvas) {
    this.canvas = canvas;
  }

  void keepClear(double x, double y) {
    taken.add(around(x, y, 2 * MARKER_RADIUS, 2 * MARKER_RADIUS));
  }

  /** Returns a place; empty if a labelled marker is near. */
  public Optional<Place> placeApart(double x, double y, String text) {
    boolean near =
        labelled.stream().anyMatch(other -> Math.hypot(other.x - x, other.y - y) < SPACING);
    return near ? Optional.empty() : place(x, y, text);
  }

  /** Returns the first free place around a marker; empty if all are taken or outside the plot. */
  public Optional<Place> place(double x, double y, String text) {
    double width = text.length() * CHARACTER_WIDTH + 4;
    for (double[] direction : DIRECTIONS) {
      double centreX = x + direction[0] * (width / 2 + MARKER_RADIUS + 2);
      double centreY = y + direction[1] * (HEIGHT / 2 + MARKER_RADIUS + 2);
      Box box = around(centreX, centreY, width, HEIGHT);
      if (isInside(box) && taken.stream().noneMatch(box::meets)) {
        taken.add(box);
        labelled.add(new Place(x, y));
        return Optional.of(new Place(centreX, centreY));
      }
    }
    return Optional.empty();
  }

  private boolean isInside(Box box) {
    return box.left >= canvas.left()
        && box.right <= canvas.width()
        && box.top >= 0
        && box.bottom <= canvas.plotBottom();
  }

  private static Box around(double x, double y, double width, double height) {
    return new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
  }
}
