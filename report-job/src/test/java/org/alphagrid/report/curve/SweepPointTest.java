package org.alphagrid.report.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SweepPointTest {

  @Test
  void lineNamesEveryParameterButAlpha() {
    SweepPoint point = point(Map.of("alpha", "0.70", "density", "0.2", "epsilon", "0.1"));

    assertThat(point.line()).isEqualTo("ties, density 0.2, epsilon 0.1");
  }

  @Test
  void alphaKeepsItsDigits() {
    assertThat(point(Map.of()).alphaText()).isEqualTo("0.70");
  }

  @Test
  void roleIsTheLastPartOfAParentsId() {
    assertThat(Tallies.parent("think").role()).isEqualTo("think");
  }

  private static SweepPoint point(Map<String, String> parameters) {
    return new SweepPoint(
        "ties/x", "ties", Optional.of(new BigDecimal("0.70")), "ties/x", new TreeMap<>(parameters));
  }
}
