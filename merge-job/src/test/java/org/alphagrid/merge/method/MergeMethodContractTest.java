package org.alphagrid.merge.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.alphagrid.merge.method.ArrayTensor.Cutting;
import org.alphagrid.merge.tensor.FloatCodec;
import org.alphagrid.merge.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every registered method must do; a new one needs only a twin to be covered. */
class MergeMethodContractTest {
  private static final int COLUMNS = 50;
  private static final int LENGTH = 1000;
  private static final Shape SHAPE = Shape.of(LENGTH / COLUMNS, COLUMNS);

  /** Values that make a parameter matter; whatever is not named keeps its default. */
  private static final Map<String, List<String>> EXAMPLES =
      Map.ofEntries(
          Map.entry("alpha", List.of("0.05", "0.3", "0.5", "0.95")),
          Map.entry("share", List.of("0.1", "0.5", "0.93")),
          Map.entry("density", List.of("0.3", "0.7")),
          Map.entry("lambda", List.of("0.6")),
          Map.entry("scale", List.of("0.5")),
          Map.entry("t", List.of("0.01", "0.3")),
          Map.entry("mu", List.of("0.4")),
          Map.entry("select_topk", List.of("0.4")),
          Map.entry("filter_wise", List.of("1")),
          Map.entry("nuslerp_flatten", List.of("0")),
          Map.entry("from_base", List.of("1")),
          Map.entry("gamma", List.of("0.1")));

  static Stream<MergeMethod> methods() {
    return MergeMethod.CATALOG.all().stream();
  }

  @Test
  void everyKnownMethodIsRegistered() {
    assertThat(methods().map(MergeMethod::name))
        .contains(
            "linear slerp nuslerp multislerp karcher task_arithmetic ties dare_linear dare_ties"
                .split(" "))
        .contains(
            "della della_linear breadcrumbs breadcrumbs_ties sce ram ramplus_tl model_stock"
                .split(" "))
        .contains(
            "nearswap arcee_fusion passthrough surgical average_override keep_direct lore emr twin"
                .split(" "));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void agreesWithItsFloat64Twin(MergeMethod method) {
    for (ParameterValues values : examples(method)) {
      for (double spread : new double[] {0.001, 0.1, 3}) {
        float[][] parents = parents(11, spread);
        float[] merged = ArrayTensor.merge(method, values, parents, SHAPE, Cutting.WHOLE);
        double[] twin = MergeMethodTwins.merge(method, values, parents, COLUMNS);
        for (int i = 0; i < LENGTH; i++) {
          // The boundary is float32's, of the largest term in the sum.
          double tolerance = 4e-6 * (1 + spread) * (1 + Math.abs(twin[i]));
          if (Math.abs(merged[i] - twin[i]) > tolerance) {
            throw new AssertionError(
                "%s %s spread %s element %d: %s, twin %s"
                    .formatted(method.name(), values, spread, i, merged[i], twin[i]));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void pointThatReproducesAParentEqualsIt(MergeMethod method) {
    float[][] parents = parents(5, 0.1);
    for (String end : List.of("0", "1", "1.00")) {
      for (ParameterSpec driven : SweepForm.parameters(method)) {
        if (driven.accepts(new BigDecimal(end))) {
          ParameterValues values = values(method, Map.of(driven.name(), end));
          Optional<ParentRole> claimed = method.reproduces(values);
          claimed.ifPresent(
              role ->
                  assertThat(ArrayTensor.merge(method, values, parents, SHAPE, Cutting.WHOLE))
                      .as("%s %s", method.name(), values)
                      .usingComparatorWithPrecision(2e-6f)
                      .containsExactly(parent(parents, role)));
        }
      }
    }
  }

  @Test
  void blendsEndAtTheParents() {
    for (String name : List.of("linear", "slerp", "nuslerp", "multislerp", "ties", "dare_ties")) {
      MergeMethod method = MergeMethod.CATALOG.find(name);
      assertThat(method.reproduces(values(method, Map.of("alpha", "0"))))
          .contains(ParentRole.DIRECT);
      assertThat(method.reproduces(values(method, Map.of("alpha", "1.00"))))
          .contains(ParentRole.THINK);
      assertThat(method.reproduces(values(method, Map.of("alpha", "0.5")))).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void resultDoesNotDependOnBlockSize(MergeMethod method) {
    float[][] parents = parents(9, 0.5);
    for (ParameterValues values : examples(method)) {
      float[] whole = ArrayTensor.merge(method, values, parents, SHAPE, Cutting.WHOLE);
      for (int block : new int[] {1, 7, 64, 999}) {
        Cutting cutting = new Cutting(1 << 20, 1, block);
        assertThat(ArrayTensor.merge(method, values, parents, SHAPE, cutting))
            .as("%s %s block %d", method.name(), values, block)
            .containsExactly(whole);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void resultDoesNotDependOnPartitions(MergeMethod method) {
    float[][] parents = parents(9, 0.5);
    for (ParameterValues values : examples(method)) {
      float[] one = ArrayTensor.merge(method, values, parents, SHAPE, new Cutting(100, 1, 64));
      for (int tasks : new int[] {2, 7}) {
        assertThat(ArrayTensor.merge(method, values, parents, SHAPE, new Cutting(100, tasks, 33)))
            .as("%s %s tasks %d", method.name(), values, tasks)
            .containsExactly(one);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void tensorsOfAnyRankAreMerged(MergeMethod method) {
    for (Shape shape : List.of(Shape.of(LENGTH), Shape.of(LENGTH, 1), Shape.of(4, 5, 50))) {
      for (ParameterValues values : examples(method)) {
        float[] whole = ArrayTensor.merge(method, values, parents(3, 0.1), shape, Cutting.WHOLE);
        assertThat(whole).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY);
        assertThat(
                ArrayTensor.merge(
                    method, values, parents(3, 0.1), shape, new Cutting(1 << 20, 1, 33)))
            .containsExactly(whole);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void finiteParentsGiveFiniteResults(MergeMethod method) {
    float[] zero = new float[LENGTH];
    float[] tiny = new float[LENGTH];
    Arrays.fill(tiny, Float.MIN_VALUE);
    float[] some = parents(3, 1)[0];
    float[] opposite = some.clone();
    for (int i = 0; i < LENGTH; i++) {
      opposite[i] = -some[i];
    }
    for (float[][] parents :
        List.of(
            new float[][] {zero, zero, zero},
            new float[][] {zero, some, zero},
            new float[][] {some, zero, some},
            new float[][] {some, opposite, zero},
            new float[][] {some, some, some},
            new float[][] {tiny, some, zero})) {
      for (ParameterValues values : examples(method)) {
        for (float value : ArrayTensor.merge(method, values, parents, SHAPE, Cutting.WHOLE)) {
          assertThat(value).as("%s %s", method.name(), values).isFinite();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void equalParentsInBfloat16GiveThatParent(MergeMethod method) {
    if (method.name().equals("passthrough")) {
      return;
    }
    float[] same = parents(5, 0.1)[0];
    for (int i = 0; i < LENGTH; i++) {
      same[i] = FloatCodec.fromBfloat16(FloatCodec.toBfloat16(same[i]));
    }
    float[][] parents = {same, same, same};
    for (ParameterValues values : examples(method)) {
      assertThat(ArrayTensor.merge(method, values, parents, SHAPE, Cutting.WHOLE))
          .as("%s %s", method.name(), values)
          .usingComparatorWithPrecision(2e-6f)
          .containsExactly(same);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void unknownAndOutOfRangeParametersAreRefused(MergeMethod method) {
    assertThatThrownBy(
            () -> ParameterValues.of("method x", method.parameters(), required(method, "lamdba")))
        .hasMessageContaining("Unknown parameter of method x 'lamdba'");
    for (ParameterSpec spec : SweepForm.parameters(method)) {
      BigDecimal beyond = spec.most().add(BigDecimal.ONE);
      assertThatThrownBy(() -> values(method, Map.of(spec.name(), beyond.toPlainString())))
          .hasMessageContaining("Invalid " + spec.name() + " of method " + method.name())
          .hasMessageContaining("must be from " + spec.least().toPlainString());
    }
  }

  @Test
  void missingOrMisspeltParameterIsNamed() {
    MergeMethod linear = MergeMethod.CATALOG.find("linear");
    assertThatThrownBy(() -> ParameterValues.of(linear, Map.of()))
        .hasMessage("Missing required parameter 'alpha' of method linear");
    Map<String, BigDecimal> misspelt = Map.of("alpha", BigDecimal.ONE, "alpah", BigDecimal.ONE);
    assertThatThrownBy(() -> ParameterValues.of(linear, misspelt))
        .hasMessageContaining("Unknown parameter of method linear 'alpah'; did you mean 'alpha'?");
  }

  private static Map<String, BigDecimal> required(MergeMethod method, String more) {
    Map<String, BigDecimal> given = new HashMap<>(Map.of(more, BigDecimal.ONE));
    for (ParameterSpec spec : method.parameters()) {
      given.put(spec.name(), spec.absent().orElse(spec.least()));
    }
    return given;
  }

  /** The defaults, then each example of each parameter. */
  private static List<ParameterValues> examples(MergeMethod method) {
    Stream<ParameterValues> varied =
        SweepForm.parameters(method).stream()
            .flatMap(
                spec ->
                    EXAMPLES.getOrDefault(spec.name(), List.of()).stream()
                        .map(value -> values(method, Map.of(spec.name(), value))));
    return Stream.concat(Stream.of(values(method, Map.of())), varied).toList();
  }

  private static ParameterValues values(MergeMethod method, Map<String, String> given) {
    Map<String, BigDecimal> all = new HashMap<>();
    for (ParameterSpec spec : SweepForm.parameters(method)) {
      if (spec.absent().isEmpty()) {
        all.put(spec.name(), new BigDecimal("0.35"));
      }
    }
    given.forEach((name, value) -> all.put(name, new BigDecimal(value)));
    return ParameterValues.of(method, all);
  }

  private static float[] parent(float[][] parents, ParentRole role) {
    List<float[]> known = List.of(parents[0], parents[1], parents[2]);
    return known.get(ParentRole.KNOWN.indexOf(role));
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
