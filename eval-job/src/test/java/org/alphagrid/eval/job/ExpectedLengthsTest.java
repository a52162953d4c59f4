package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.alphagrid.eval.plan.ExpectedLengths;
import org.alphagrid.eval.plan.ModelPlan;
import org.alphagrid.eval.prompt.PreparedBenchmark;
import org.junit.jupiter.api.Test;

class ExpectedLengthsTest {
  private static ModelPlan model(double alpha) {
    return PlannedSweep.model(alpha);
  }

  @Test
  void measuredBeforeNeighboursBeforeTheLimit() {
    PreparedBenchmark benchmark = PlannedSweep.benchmark("sums", 4, 1000);
    ExpectedLengths lengths = new ExpectedLengths();
    assertThat(lengths.isMeasured("sums")).isFalse();
    assertThat(lengths.of(model(0), benchmark)).isEqualTo(100);
    assertThat(lengths.of(model(1), benchmark)).isEqualTo(500);
    lengths.add(model(0.2), "sums", 10, 100);
    assertThat(lengths.isMeasured("sums")).isTrue();
    assertThat(lengths.of(model(0.2), benchmark)).isEqualTo(10);
    assertThat(lengths.of(model(1), benchmark)).isEqualTo(10);
    lengths.add(model(0.6), "sums", 5, 250);
    lengths.add(model(0.6), "sums", 5, 250);
    assertThat(lengths.of(model(0.6), benchmark)).isEqualTo(50);
    assertThat(lengths.of(model(0.4), benchmark))
        .isEqualTo(30, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(lengths.of(model(0.1), benchmark)).isEqualTo(10);
    lengths.add(model(0.3), "others", 0, 0);
    assertThat(lengths.isMeasured("others")).isFalse();
  }
}
