package org.alphagrid.report.factorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.curve.Tallies;
import org.junit.jupiter.api.Test;

class DesignTest {
  @Test
  void levelsAreOrderedByValueAndParentsLeftOut() {
    Design design =
        Design.of(
            List.of(
                Tallies.parent("direct"),
                Tallies.blend("linear", "0.70"),
                Tallies.blend("linear", "0.5"),
                Tallies.blend("slerp", "0.50")),
            model -> true);

    assertThat(design.cells()).hasSize(3);
    assertThat(design.factors())
        .containsExactly(
            new Factor("alpha", List.of("0.5", "0.7"), true),
            new Factor("method", List.of("linear", "slerp"), false));
  }

  @Test
  void valuesByRoleAreTheirOwnPattern() {
    Design design =
        Design.of(
            List.of(
                byRole("0.25", "0.25@attention+0.00@default"),
                byRole("0.50", "0.50@attention+0.00@default"),
                byRole("0.25", "0.25@norm+0.00@default")),
            model -> true);

    assertThat(design.factor("alpha pattern").orElseThrow().levels())
        .containsExactly("α@attention+0.00@default", "α@norm+0.00@default");
    assertThat(new Strata(design.cells()).trend(design.factor("alpha").orElseThrow()))
        .contains(
            new Weights(
                Map.of(
                    "linear/0.50@attention+0.00@default",
                    1.0,
                    "linear/0.25@attention+0.00@default",
                    -1.0)));
  }

  @Test
  void pointsOfOneModelHaveNoEffects() {
    SweepPoint first = sharing("linear");
    SweepPoint second = sharing("slerp");
    Design design =
        Design.of(
            List.of(first, second, Tallies.blend("linear", "0.5"), Tallies.blend("slerp", "0.5")),
            model -> true);

    assertThat(
            new Strata(design.cells())
                .pair(design.factor("method").orElseThrow(), "linear", "slerp"))
        .contains(new Weights(Map.of("slerp/alpha=0.5", 1.0, "linear/alpha=0.5", -1.0)));
  }

  private static SweepPoint sharing(String method) {
    return new SweepPoint(
        method + "/alpha=0",
        method,
        Optional.of(BigDecimal.ZERO),
        "parent/direct",
        new TreeMap<>(Map.of("alpha", "0")));
  }

  private static SweepPoint byRole(String alpha, String given) {
    return new SweepPoint(
        "linear/" + given,
        "linear",
        Optional.of(new BigDecimal(alpha)),
        "linear/" + given,
        new TreeMap<>(Map.of("alpha", given)));
  }
}
