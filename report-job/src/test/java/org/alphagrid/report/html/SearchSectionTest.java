package org.alphagrid.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.alphagrid.report.csv.SearchLogCsv;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.SmallReport;
import org.alphagrid.report.parquet.SearchLogParquet;
import org.alphagrid.report.searchlog.SearchRecord;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.report.searchlog.SearchVerdict;
import org.junit.jupiter.api.Test;

class SearchSectionTest {
  private static final SearchRecord SEARCH =
      new SearchRecord(
          SearchStrategy.ADAPTIVE,
          "35 % of the full grid's tokens",
          12_345,
          List.of(
              new SearchRecord.Tried(
                  "linear/alpha=0.70",
                  "linear/alpha=0.70",
                  24,
                  2,
                  0.815,
                  120,
                  0.5,
                  0.25,
                  SearchRecord.End.DROPPED)),
          List.of(
              new SearchRecord.Entry(
                  3,
                  "rung 1",
                  "linear/alpha=0.70",
                  SearchVerdict.DROP,
                  "linear/alpha=0.60",
                  0.0125,
                  "beaten, <twice>")));

  @Test
  void pageListsDroppedPointsWithTheirReasons() {
    String page =
        new String(new HtmlReport().render(SmallReport.report().with(SEARCH)).content(), UTF_8);

    assertThat(page)
        .contains("How these points were found")
        .contains("12,345 tokens spent on 1 candidates")
        .contains("<th scope=\"row\">linear/alpha=0.70</th><td>dropped</td><td>24</td><td>2</td>")
        .contains("<td>drop</td><td>beaten, &lt;twice&gt;</td><td>0.013</td>");
    assertThat(new String(new HtmlReport().render(SmallReport.report()).content(), UTF_8))
        .doesNotContain("How these points were found");
  }

  @Test
  void csvAndParquetOfTheLogAgree() {
    Report report = SmallReport.report().with(SEARCH);

    assertThat(new String(new SearchLogCsv().render(report).content(), UTF_8))
        .isEqualTo(
            """
            stage,stage_name,candidate,verdict,rival,p_adjusted,reason
            3,rung 1,linear/alpha=0.70,drop,linear/alpha=0.60,0.0125,"beaten, <twice>"
            """);
    assertThat(new SearchLogParquet().render(report).content()).startsWith("PAR1".getBytes(UTF_8));
  }
}
