package org.alphagrid.report.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.alphagrid.report.model.ReportFile;
import org.alphagrid.report.model.SmallReport;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void curveOfASmallTableIsTheGoldenFile() throws IOException {
    assertThat(text(new CurveCsv().render(SmallReport.report()))).isEqualTo(golden("curve.csv"));
  }

  @Test
  void frontsOfASmallTableAreTheGoldenFile() throws IOException {
    assertThat(text(new ParetoCsv().render(SmallReport.report()))).isEqualTo(golden("pareto.csv"));
  }

  @Test
  void onlyFieldsThatNeedQuotesGetThem() {
    String csv =
        new CsvText()
            .line(Arrays.asList("a,b", "say \"x\"", "two\nlines", "plain", null, Double.NaN))
            .toString();

    assertThat(csv).isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",plain,,\n");
  }

  @Test
  void everyLineHasEveryColumn() {
    List<String> lines = text(new CurveCsv().render(SmallReport.report())).lines().toList();

    assertThat(lines)
        .hasSize(10)
        .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(CurveColumn.ALL.size()));
  }

  private static String text(ReportFile file) {
    return new String(file.content(), UTF_8);
  }

  private static String golden(String name) throws IOException {
    try (var stream = CsvTest.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }
}
