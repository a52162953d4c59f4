package org.alphagrid.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.alphagrid.report.model.SmallReport;
import org.junit.jupiter.api.Test;

class TerminalTableTest {

  @Test
  void oneAlignedLinePerPointOverAllBenchmarks() {
    assertThat(TerminalTable.render(SmallReport.report()))
        .isEqualTo(
            """
            point              alpha       accuracy      tokens  think  front
            parent/direct          0   50.0 ± 0.0 %  10.0 ± 0.0  100 %      *
            parent/think           1  75.0 ± 17.7 %  80.0 ± 0.0  100 %      *
            linear/alpha=0.50   0.50  25.0 ± 17.7 %  20.0 ± 0.0  100 %
            linear/alpha=0.70   0.70        missing
            """);
  }
}
