package org.alphagrid.report.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/** Makes XChart's pictures look like the page. */
final class ChartStyle {
  static final Color INK = new Color(0x1c1d20);
  static final Color FRONT = new Color(0xdededa);

  private static final Color MUTED = new Color(0x5d6067);
  private static final Color GRID = new Color(0xecece8);
  private static final Color EDGE = new Color(0xe2e2dd);

  private ChartStyle() {}

  static BasicStroke stroke(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  static void apply(XYStyler styler, PlotFont font) {
    colours(styler);
    fonts(styler, font);
    styler
        .setChartPadding(20)
        .setChartTitlePadding(16)
        .setLegendPosition(LegendPosition.InsideSE)
        .setLegendPadding(10);
    styler.setMarkerSize(9).setLocale(Locale.ROOT);
    styler.setPlotContentSize(0.98).setPlotBorderVisible(false);
    styler.setPlotGridLinesStroke(stroke(1)).setErrorBarsColorSeriesColor(true);
    styler.setAxisTicksMarksVisible(false).setAxisTicksLineVisible(false);
    styler.setAxisTickPadding(10).setAxisTitlePadding(10).setPlotMargin(0);
  }

  /** Sets the ends; ticks fall on round numbers because the ends are such. */
  static void scale(XYStyler styler, Axis tokens, Axis accuracy) {
    styler.setXAxisMin(tokens.low()).setXAxisMax(tokens.high());
    styler.setYAxisMin(100 * accuracy.low()).setYAxisMax(100 * accuracy.high());
    styler.setXAxisTickLabelsFormattingFunction(value -> Scale.TOKENS.tick(tokens, value));
    styler.setYAxisTickLabelsFormattingFunction(
        value -> Scale.ACCURACY.tick(accuracy, value / 100));
  }

  private static void colours(XYStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK).setLegendBackgroundColor(Color.WHITE).setLegendBorderColor(EDGE);
    styler.setPlotGridLinesColor(GRID).setAxisTickLabelsColor(MUTED);
    styler.setAnnotationTextFontColor(INK);
  }

  /** Every font XChart may measure, so that it never asks the machine for one. */
  private static void fonts(XYStyler styler, PlotFont font) {
    styler.setBaseFont(font.regular(14));
    styler.setChartTitleFont(font.bold(19)).setLegendFont(font.regular(14));
    styler.setAxisTitleFont(font.regular(15)).setAxisTickLabelsFont(font.regular(14));
    styler.setAnnotationTextFont(font.bold(14)).setAnnotationTextPanelFont(font.regular(14));
    styler.setCursorFont(font.regular(14)).setToolTipFont(font.regular(14));
  }
}
