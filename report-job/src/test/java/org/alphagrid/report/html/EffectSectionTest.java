package org.alphagrid.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.alphagrid.report.curve.Tallies.tally;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.alphagrid.report.csv.EffectsCsv;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.model.Renderer;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.SmallReport;
import org.alphagrid.report.text.MarkdownSummary;
import org.junit.jupiter.api.Test;

/** Density helps at alpha 0.7 and does nothing at 0.3. */
class EffectSectionTest {
  private final Report report = report();

  @Test
  void pageNamesAndDrawsWhereDensityMatters() throws Exception {
    String html = text(new HtmlReport());

    DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(UTF_8)));
    assertThat(html)
        .contains("What each setting does")
        .contains("Accuracy: density 0.2 → 0.8 at alpha 0.7, +50.0 points")
        .doesNotContain("<li>Accuracy: density 0.2 → 0.8 at alpha 0.3")
        .contains("Effect of density 0.2 → 0.8 on accuracy along α")
        .contains("Accuracy, ties<")
        .contains("density 0.8</li>");
  }

  @Test
  void summaryAndTableAgree() {
    assertThat(text(new MarkdownSummary()))
        .contains("## Where retention rates matter")
        .contains("- Accuracy: density 0.2 → 0.8 at alpha 0.7, +50.0 points");
    assertThat(text(new EffectsCsv()))
        .startsWith("family,response,effect,levels,where,estimate,")
        .containsPattern("place,accuracy,density,0.2 → 0.8,alpha=0.7,0\\.(50|49999999)");
  }

  private String text(Renderer renderer) {
    return new String(renderer.render(report).content(), UTF_8);
  }

  private static Report report() {
    List<SweepPoint> points = new ArrayList<>();
    List<ProblemTally> tallies = new ArrayList<>();
    for (String alpha : List.of("0.3", "0.7")) {
      for (String density : List.of("0.2", "0.8")) {
        String id = "ties/alpha=" + alpha + ",density=" + density;
        points.add(
            new SweepPoint(
                id,
                "ties",
                Optional.of(new BigDecimal(alpha)),
                id,
                new TreeMap<>(Map.of("alpha", alpha, "density", density))));
        boolean better = alpha.equals("0.7") && density.equals("0.8");
        for (String benchmark : List.of("sums", "choices")) {
          for (int problem = 0; problem < 20; problem++) {
            // From 2 or 4 of 10 to 7 or 9; elsewhere some go up and some down.
            int even = problem % 2 * 2 + 2 + (density.equals("0.8") ? problem / 10 * 2 - 1 : 0);
            int noise = density.equals("0.8") ? problem % 3 - 1 : 0;
            tallies.add(
                tally(id, benchmark, "p" + problem, 10, better ? even + 5 : even, 900 + noise));
          }
        }
      }
    }
    return SmallReport.of("densities", points, tallies);
  }
}
