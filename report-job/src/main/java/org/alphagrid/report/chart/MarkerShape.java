package org.alphagrid.report.chart;

import java.util.Locale;

/** Names the outlines of markers around the origin; the star is kept for parents and stays last. */
public enum MarkerShape {
  CIRCLE {
    @Override
    double[] corners() {
      return regular(24, 1, 1, 0);
    }
  },
  SQUARE {
    @Override
    double[] corners() {
      return regular(4, 1.25, 1.25, Math.PI / 4);
    }
  },
  DIAMOND {
    @Override
    double[] corners() {
      return regular(4, 1.35, 1.35, 0);
    }
  },
  TRIANGLE {
    @Override
    double[] corners() {
      return regular(3, 1.4, 1.4, 0);
    }
  },
  STAR {
    @Override
    double[] corners() {
      return regular(10, 1, 0.42, 0);
    }
  };

  /** Radius of every marker but the star, in SVG user units. */
  public static final double RADIUS = 4.2;

  /** Returns the shape of the line with a number from 0; lines beyond the shapes share them. */
  public static MarkerShape ofLine(int number) {
    return values()[number % (values().length - 1)];
  }

  /** Returns x and y in turn, for a marker of radius 1, y pointing down. */
  abstract double[] corners();

  /** Returns the outline as the data of an SVG path around a centre. */
  public String path(double x, double y, double radius) {
    double[] corners = corners();
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < corners.length; i += 2) {
      path.append(i == 0 ? 'M' : 'L')
          .append(
              String.format(
                  Locale.ROOT, "%.1f,%.1f", x + radius * corners[i], y + radius * corners[i + 1]));
    }
    return path.append('Z').toString();
  }

  /** Corners on two radii in turn, the first one straight up before turning by {@code turn}. */
  private static double[] regular(int count, double outer, double inner, double turn) {
    double[] corners = new double[2 * count];
    for (int i = 0; i < count; i++) {
      double radius = i % 2 == 0 ? outer : inner;
      double angle = 2 * Math.PI * i / count + turn;
      corners[2 * i] = radius * Math.sin(angle);
      corners[2 * i + 1] = -radius * Math.cos(angle);
    }
    return corners;
  }
}
