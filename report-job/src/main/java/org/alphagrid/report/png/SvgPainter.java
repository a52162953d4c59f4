package org.alphagrid.report.png;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.io.ByteArrayInputStream;
import java.util.regex.Matcher;
import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.chart.Palette;

/**
 * Paints the page's SVG in its light colours and in a font of our own.
 *
 * <p>JSVG matches a rule by one class only, and the first rule that names a property wins; so the
 * style sheet of drawn pictures is one without nesting.
 */
final class SvgPainter {
  private static final String STYLE =
      """
      .title, .label, .legend, .tick, .name { font-family: "Liberation Sans"; }
      .label, .legend, .tick { font-size: 12px; }
      .title { fill: #1c1d20; font-size: 16px; font-weight: 700; }
      .name { fill: currentColor; stroke: #ffffff; stroke-width: 3; stroke-linejoin: round; }
      .name { paint-order: stroke; font-size: 11px; font-weight: 700; }
      .label, .legend { fill: #1c1d20; }
      .tick { fill: #5d6067; }
      .grid { stroke: #e7e7e2; stroke-width: 1; }
      .axis { stroke: #a9aaa6; stroke-width: 1; }
      .line { fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linejoin: round; }
      .front-line { fill: none; stroke: rgba(28, 29, 32, 0.13); stroke-width: 7; }
      .front-line { stroke-linejoin: round; stroke-linecap: round; }
      .front { fill: currentColor; }
      .incomplete { stroke-dasharray: 2 1.6; }
      .bar { stroke: currentColor; stroke-width: 1.25; stroke-dasharray: none; opacity: 0.45; }
      .mark { stroke: currentColor; stroke-width: 1.75; stroke-linejoin: round; }
      .hit { fill: none; }
      """;

  private final String style;

  SvgPainter() {
    PlotFont.register();
    StringBuilder rules = new StringBuilder(STYLE);
    for (int i = 0; i < Palette.LIGHT.size(); i++) {
      rules.append(".c%d { color: %s; }\n".formatted(i, Palette.LIGHT.get(i)));
    }
    // What has no class of its own is ink, and a marker without one is hollow.
    this.style = " color=\"#1c1d20\" fill=\"#ffffff\"><style>" + rules + "</style>";
  }

  /** Paints one SVG element, its view box stretched to a width and a height. */
  void paint(Graphics2D graphics, Markup svg, int width, int height) {
    String text = svg.toString().replaceFirst(">", Matcher.quoteReplacement(style));
    SVGDocument document =
        new SVGLoader()
            .load(
                new ByteArrayInputStream(text.getBytes(UTF_8)),
                null,
                LoaderContext.createDefault());
    if (document == null) {
      throw new IllegalStateException("Cannot parse the picture of the page: " + text);
    }
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    document.render((Component) null, graphics, new ViewBox(0, 0, width, height));
  }
}
