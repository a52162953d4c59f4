package org.alphagrid.report.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageSizeTest {

  /** Every cell of the heat map has a score of its own, which compresses worst. */
  @Test
  void fiveHundredPointsOnFiveHundredProblemsStayBelowFiveMegabytes() {
    assertThat(LargeReport.page()).hasSizeBetween(500_000, 4_900_000);
  }
}
