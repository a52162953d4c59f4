package org.alphagrid.report.chart;

/**
 * Holds the drawing area of a panel in SVG user units, which are pixels at the size it is meant
 * for.
 *
 * @param left margin that holds the labels of the vertical axis
 * @param bottom margin that holds the labels of the horizontal axis
 */
public record Canvas(int width, int height, int left, int right, int top, int bottom) {
  /** Sizes the first panel on a wide screen. */
  public static final Canvas WIDE = new Canvas(1080, 480, 62, 26, 34, 50);

  /** Sizes a column of a wide screen, or the whole width of a phone. */
  public static final Canvas SMALL = new Canvas(400, 320, 52, 18, 34, 46);

  /** Returns a drawing area of any size with the margins of {@link #WIDE}. */
  public static Canvas of(int width, int height) {
    return new Canvas(width, height, WIDE.left, WIDE.right, WIDE.top, WIDE.bottom);
  }

  public double plotRight() {
    return width - right;
  }

  double plotBottom() {
    return height - bottom;
  }

  int plotWidth() {
    return width - left - right;
  }

  int plotHeight() {
    return height - top - bottom;
  }

  /** Returns about how many ticks fit without crowding. */
  public int ticksAcross() {
    return Math.max(4, plotWidth() / 82);
  }

  public int ticksUp() {
    return Math.max(4, plotHeight() / 52);
  }
}
