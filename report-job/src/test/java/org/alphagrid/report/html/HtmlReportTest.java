package org.alphagrid.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.alphagrid.report.curve.Tallies.tally;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.SmallReport;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class HtmlReportTest {
  private static final String HOSTILE = "<script>alert('x')</script>&\"\u0001";

  @Test
  void pageIsWellFormed() throws Exception {
    Document page = parse(html(SmallReport.report()));

    assertThat(page.getDocumentElement().getTagName()).isEqualTo("html");
    assertThat(page.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("small: accuracy against tokens");
  }

  @Test
  void everyPictureHasARoleAndADescription() throws Exception {
    NodeList pictures = parse(html(SmallReport.report())).getElementsByTagName("svg");

    long described = 0;
    for (int i = 0; i < pictures.getLength(); i++) {
      var attributes = pictures.item(i).getAttributes();
      if (attributes.getNamedItem("role") != null) {
        assertThat(attributes.getNamedItem("aria-label").getTextContent()).isNotBlank();
        described++;
      }
    }
    // All benchmarks wide and narrow, and two benchmarks; then for all and for each of the two:
    // five quantities along alpha, and budgets wide and narrow.
    assertThat(described).isEqualTo(4 + 3 * (5 + 2));
  }

  @Test
  void everyPointAppearsInTheTableAlsoWithoutSamples() {
    assertThat(html(SmallReport.report()))
        .contains("linear/alpha=0.50</th>")
        .contains("linear/alpha=0.70</th><td>0.70</td><td colspan=\"18\">no samples</td>")
        .contains("Missing point linear/alpha=0.70: no samples<");
  }

  @Test
  void provenanceNamesParentsProtocolSamplesAndSeed() {
    assertThat(html(SmallReport.report()))
        .contains("models/direct<br/><code>sha256:d1</code>")
        .contains("<dt>Protocol</dt><dd>greedy</dd>")
        .contains("<dt>Samples per problem</dt><dd>2</dd>")
        .contains("<dt>Seed</dt><dd>17</dd>");
  }

  @Test
  void textFromDataNeverBecomesMarkup() throws Exception {
    SweepPoint point = new SweepPoint(HOSTILE, HOSTILE, Optional.empty(), HOSTILE, new TreeMap<>());
    List<ProblemTally> tallies =
        List.of(tally(HOSTILE, "sums", "1", 2, 1, 9), tally(HOSTILE, "choices", "1", 2, 1, 9));

    String html = html(SmallReport.of(HOSTILE, List.of(point), tallies));

    assertThat(html.split("<script", -1)).hasSize(2);
    assertThat(html).contains("&lt;script&gt;alert(&#39;x&#39;)");
    assertThat(parse(html).getElementsByTagName("h1").item(0).getTextContent())
        .isEqualTo("<script>alert('x')</script>&\"\uFFFD");
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    assertThat(html(SmallReport.report()))
        .doesNotContain("src=")
        .doesNotContain("url(")
        .doesNotContain("@import")
        .doesNotContain("fetch(")
        .doesNotContain("XMLHttpRequest");
  }

  @Test
  void runWithoutOneCompletePointStillGivesAPage() throws Exception {
    SweepPoint point = new SweepPoint("a", "m", Optional.empty(), "a", new TreeMap<>());

    String html =
        html(SmallReport.of("half", List.of(point), List.of(tally("a", "sums", "1", 2, 1, 9))));

    assertThat(parse(html)).isNotNull();
    assertThat(html).contains("Missing point a: no samples on choices");
  }

  private static String html(Report report) {
    return new String(new HtmlReport().render(report).content(), UTF_8);
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(UTF_8)));
  }
}
