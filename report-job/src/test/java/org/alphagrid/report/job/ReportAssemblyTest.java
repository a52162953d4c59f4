package org.alphagrid.report.job;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.report.curve.OutcomeCounts;
import org.alphagrid.report.curve.ProblemTally;
import org.junit.jupiter.api.Test;

class ReportAssemblyTest {
  @Test
  void samplesWithoutTokenCountsAreRefused() {
    assertThatThrownBy(() -> ReportAssembly.requireTokens(List.of(tally("a", 0), tally("b", 0))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("none of 6 has one")
        .hasMessageContaining("--tokenizer");
  }

  @Test
  void oneCountIsEnough() {
    assertThatNoException()
        .isThrownBy(() -> ReportAssembly.requireTokens(List.of(tally("a", 0), tally("b", 7))));
    assertThatNoException().isThrownBy(() -> ReportAssembly.requireTokens(List.of()));
  }

  private static ProblemTally tally(String problem, double tokens) {
    OutcomeCounts none = new OutcomeCounts(0, 0, 0, 0, 0, 0);
    return new ProblemTally("m", "sums", problem, 3, 2, tokens, 0, tokens, none);
  }
}
