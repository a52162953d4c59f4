package org.alphagrid.merge.method.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Map;
import org.alphagrid.merge.method.ArrayTensor;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.tensor.Shape;
import org.junit.jupiter.api.Test;

class SlerpTest {
  private static final Slerp SLERP = new Slerp();

  @Test
  void halfWayBetweenOrthogonalUnitVectorsIsTheDiagonalUnitVector() {
    float[] merged = merge(new float[] {1, 0}, new float[] {0, 1}, "0.5");
    assertThat((double) merged[0]).isCloseTo(Math.sqrt(0.5), within(1e-7));
    assertThat((double) merged[1]).isCloseTo(Math.sqrt(0.5), within(1e-7));
  }

  @Test
  void aThirdOfARightAngleIsThirtyDegrees() {
    BigDecimal third = new BigDecimal("0.3333333333333333");
    float[] merged = merge(new float[] {2, 0}, new float[] {0, 2}, third.toPlainString());
    assertThat((double) merged[0]).isCloseTo(2 * Math.cos(Math.PI / 6), within(1e-6));
    assertThat((double) merged[1]).isCloseTo(2 * Math.sin(Math.PI / 6), within(1e-6));
  }

  @Test
  void almostParallelAndOppositeTensorsAreAveraged() {
    assertThat(merge(new float[] {1, 0}, new float[] {1, 0.01f}, "0.25"))
        .containsExactly(1f, 0.0025f);
    assertThat(merge(new float[] {1, 0}, new float[] {-1, 0}, "0.25")).containsExactly(0.5f, 0f);
  }

  @Test
  void theSwitchStandsAtCosineNineNineNineFive() {
    // cos 0.9996 is averaged: the length shrinks. cos 0.9994 turns: the length stays.
    assertThat(length(merge(unit(0.9996), unit(1), "0.5")))
        .isCloseTo(Math.sqrt((1 + 0.9996) / 2), within(1e-7));
    assertThat(length(merge(unit(0.9994), unit(1), "0.5"))).isCloseTo(1, within(1e-7));
  }

  private static float[] unit(double cosine) {
    return new float[] {(float) cosine, (float) Math.sqrt(1 - cosine * cosine)};
  }

  private static double length(float[] vector) {
    return Math.hypot(vector[0], vector[1]);
  }

  private static float[] merge(float[] direct, float[] think, String alpha) {
    float[][] parents = {direct, think, null};
    ParameterValues values = ParameterValues.of(SLERP, Map.of("alpha", new BigDecimal(alpha)));
    return ArrayTensor.merge(SLERP, values, parents, Shape.of(2), ArrayTensor.Cutting.WHOLE);
  }
}
