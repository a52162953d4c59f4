package org.alphagrid.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every registered method must do; a new one needs only a twin to be covered. */
class MergeMethodContractTest {
  private static final int LENGTH = 1000;

  static Stream<MergeMethod> methods() {
    return MergeMethod.CATALOG.all().stream();
  }

  @Test
  void theMethodsOfTheFirstReleaseAreThere() {
    assertThat(methods().map(MergeMethod::name)).contains("linear", "slerp", "task_arithmetic");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void agreesWithItsFloat64Twin(MergeMethod method) {
    for (String alpha : List.of("0", "0.05", "0.3", "0.5", "0.95", "1")) {
      for (double spread : new double[] {0.001, 0.1, 3}) {
        float[][] parents = parents(11, spread);
        ParameterValues values = values(method, alpha);
        float[] merged = merge(method, values, parents, LENGTH);
        double[] twin = MergeMethodTwins.merge(method, values, parents[0], parents[1], parents[2]);
        for (int i = 0; i < LENGTH; i++) {
          assertThat((double) merged[i])
              .as("%s alpha %s spread %s element %d", method.name(), alpha, spread, i)
              .isCloseTo(twin[i], within(4e-6 * (1 + spread)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void endPointsAreParents(MergeMethod method) {
    assertThat(method.reproduces(values(method, "0"))).contains(ParentRole.DIRECT);
    assertThat(method.reproduces(values(method, "1.00"))).contains(ParentRole.THINK);
    assertThat(method.reproduces(values(method, "0.5"))).isEmpty();
    float[][] parents = parents(5, 0.1);
    for (Map.Entry<String, float[]> end : Map.of("0", parents[0], "1", parents[1]).entrySet()) {
      float[] merged = merge(method, values(method, end.getKey()), parents, LENGTH);
      for (int i = 0; i < LENGTH; i++) {
        assertThat((double) merged[i]).isCloseTo(end.getValue()[i], within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void equalParentsGiveThatParent(MergeMethod method) {
    float[] same = parents(5, 0.1)[0];
    float[] merged =
        merge(method, values(method, "0.25"), new float[][] {same, same, same}, LENGTH);
    assertThat(merged).usingComparatorWithPrecision(1e-6f).containsExactly(same);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void blockSizeNeverChangesABit(MergeMethod method) {
    float[][] parents = parents(9, 0.5);
    ParameterValues values = values(method, "0.35");
    float[] whole = merge(method, values, parents, LENGTH);
    for (int block : new int[] {1, 7, 64, 999}) {
      assertThat(merge(method, values, parents, block)).containsExactly(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void finiteInFiniteOut(MergeMethod method) {
    float[] zero = new float[LENGTH];
    float[] tiny = new float[LENGTH];
    Arrays.fill(tiny, Float.MIN_VALUE);
    float[] some = parents(3, 1)[0];
    for (float[][] parents :
        List.of(
            new float[][] {zero, zero, zero},
            new float[][] {zero, some, zero},
            new float[][] {some, zero, some},
            new float[][] {tiny, some, zero})) {
      for (String alpha : List.of("0.01", "0.5", "0.99")) {
        for (float value : merge(method, values(method, alpha), parents, LENGTH)) {
          assertThat(value).isFinite();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void unknownAndOutOfRangeParametersAreRefused(MergeMethod method) {
    assertThatThrownBy(
            () ->
                ParameterValues.of(
                    method, Map.of("alpha", BigDecimal.ONE, "alpah", BigDecimal.ONE)))
        .hasMessageContaining("Unknown parameter of method " + method.name() + " 'alpah'")
        .hasMessageContaining("did you mean 'alpha'?");
    assertThatThrownBy(() -> values(method, "1.01"))
        .hasMessageContaining(
            "Invalid alpha of method " + method.name() + ": 1.01 (must be from 0 to 1)");
    assertThatThrownBy(() -> ParameterValues.of(method, Map.of()))
        .hasMessageContaining("Missing required parameter 'alpha' of method " + method.name());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void parametersAreDocumented(MergeMethod method) {
    assertThat(method.parameters()).allSatisfy(spec -> assertThat(spec.meaning()).endsWith("."));
  }

  private static ParameterValues values(MergeMethod method, String alpha) {
    return ParameterValues.of(method, new HashMap<>(Map.of("alpha", new BigDecimal(alpha))));
  }

  private static float[] merge(
      MergeMethod method, ParameterValues values, float[][] parents, int block) {
    PairStatistics statistics = PairStatistics.of(parents[0], parents[1], parents[0].length);
    BlockKernel kernel = method.kernel(values, method.needsPairStatistics() ? statistics : null);
    float[] merged = new float[parents[0].length];
    for (int first = 0; first < merged.length; first += block) {
      int count = Math.min(block, merged.length - first);
      float[] part = new float[count];
      kernel.merge(
          new ParentBlock(
              Arrays.copyOfRange(parents[0], first, first + count),
              Arrays.copyOfRange(parents[1], first, first + count),
              Arrays.copyOfRange(parents[2], first, first + count),
              count),
          part);
      System.arraycopy(part, 0, merged, first, count);
    }
    return merged;
  }

  /** Direct, think and base: two fine-tunes of a common ancestor, {@code spread} apart. */
  private static float[][] parents(long seed, double spread) {
    Random random = new Random(seed);
    float[][] parents = new float[3][LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      parents[2][i] = (float) random.nextGaussian();
      parents[0][i] = (float) (parents[2][i] + spread * random.nextGaussian());
      parents[1][i] = (float) (parents[2][i] + spread * random.nextGaussian());
    }
    return parents;
  }
}
