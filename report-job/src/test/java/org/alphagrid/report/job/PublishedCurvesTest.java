package org.alphagrid.report.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.html.HtmlReport;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.table.AggregateCurves;
import org.alphagrid.report.terminal.TerminalSummary;
import org.junit.jupiter.api.Test;

/**
 * The linear and slerp curves of the ThinkingSpectrum study (10 samples on 30 problems, two pairs
 * of Qwen3 checkpoints), as the study's result files give them.
 */
class PublishedCurvesTest {

  @Test
  void fiveLinearAndFiveSlerpCurvesAreDrawn() throws IOException {
    String whole = new String(new HtmlReport().render(report()).content(), UTF_8);
    String page = whole.substring(0, whole.indexOf("id=\"proof\""));

    assertThat(page.split("<polyline class=\"line c1\" data-method=\"linear\"", -1)).hasSize(6);
    assertThat(page.split("<polyline class=\"line c0\" data-method=\"slerp\"", -1)).hasSize(6);
    assertThat(whole)
        .contains("5 benchmarks · 30 problems each × 10 samples")
        .doesNotContain("Points, benchmark all");
    assertThat(whole).doesNotContain("NaN %", "± NaN", "\"NaN", "NaN\"");
  }

  /** The study's claim: 0.8 to 0.9 on every benchmark, except HMMT with 4B, only 0.9. */
  @Test
  void linearImprovementsOverThinkAreTheOnesTheStudyFound() throws IOException {
    assertThat(improvements("linear"))
        .containsExactlyInAnyOrder(
            "30B-A3B-2507 aime24 linear/alpha=0.80",
            "30B-A3B-2507 aime24 linear/alpha=0.90",
            "30B-A3B-2507 aime25 linear/alpha=0.80",
            "30B-A3B-2507 aime25 linear/alpha=0.90",
            "30B-A3B-2507 hmmt25 linear/alpha=0.80",
            "30B-A3B-2507 hmmt25 linear/alpha=0.90",
            "4B-2507 aime25 linear/alpha=0.80",
            "4B-2507 aime25 linear/alpha=0.90",
            "4B-2507 hmmt25 linear/alpha=0.90");
  }

  /** The clearest one, 92.0 against 89.3 on AIME 2024, has intervals that just touch. */
  @Test
  void noneSurvivesTheStoredIntervals() throws IOException {
    assertThat(TerminalSummary.render(report()))
        .contains("0 of these 17 survive the stored 90 % intervals.")
        .doesNotContain("lie apart");
  }

  @Test
  void narrowerIntervalsWouldSurvive() throws IOException {
    String text = text().replace(",92.0,0.98,", ",92.0,0.80,");

    assertThat(TerminalSummary.render(report(text)))
        .contains("1 of these 17 survive the stored 90 % intervals.")
        .contains("tokens -13.4 %; 90 % intervals lie apart");
  }

  @Test
  void pointGivenTwiceIsNamed() throws IOException {
    String text = text();
    String twice = text + text.lines().toList().get(1) + "\n";

    assertThatThrownBy(() -> AggregateCurves.parse("twice.csv", twice))
        .isInstanceOf(UserException.class)
        .hasMessageMatching("Duplicate point '.*' on .* in line 102 of twice.csv");
  }

  @Test
  void pointMeasuredAgainElsewhereIsAPointOfItsOwn() throws IOException {
    List<String> lines = text().lines().toList();
    StringBuilder text = new StringBuilder(lines.get(0)).append(",run_dir\n");
    lines.stream().skip(1).forEach(line -> text.append(line).append(",one\n"));
    text.append(lines.get(1)).append(",two\n");

    AccuracyTokenCurve curve = AggregateCurves.parse("again.csv", text.toString());

    assertThat(curve.rows()).hasSize(101);
    assertThat(curve.points())
        .filteredOn(point -> point.id().endsWith(",repeat=2"))
        .singleElement()
        .satisfies(point -> assertThat(point.line()).endsWith(", repeat 2"));
  }

  @Test
  void numberThatIsNoneIsNamed() throws IOException {
    String wrong = text().replace(",92.0,0.98,", ",many,0.98,");

    assertThatThrownBy(() -> AggregateCurves.parse("wrong.csv", wrong))
        .hasMessageMatching(
            "Invalid 'acc_mean_all_samples' in line \\d+ of wrong.csv: 'many' \\(must be a number\\)");
  }

  @Test
  void missingColumnIsNamed() throws IOException {
    String wrong = text().replace("acc_mean_all_samples", "accuracy");

    assertThatThrownBy(() -> AggregateCurves.parse("wrong.csv", wrong))
        .hasMessageStartingWith(
            "Missing column 'acc_mean_all_samples' in wrong.csv; found: [pair,");
  }

  private static List<String> improvements(String method) throws IOException {
    return report().findings().estimated().stream()
        .filter(found -> found.model().point().method().equals(method))
        .map(found -> found.model().benchmark() + " " + found.model().point().id())
        .toList();
  }

  private static Report report() throws IOException {
    return report(text());
  }

  private static Report report(String text) {
    AccuracyTokenCurve curve = AggregateCurves.parse("published-curves.csv", text);
    return ReportAssembly.aggregate("published-curves", curve);
  }

  private static String text() throws IOException {
    try (InputStream stream =
        PublishedCurvesTest.class.getResourceAsStream("published-curves.csv")) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }
}
