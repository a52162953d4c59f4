package org.alphagrid.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.alphagrid.mergekit.BareSafetensors;
import org.alphagrid.tensor.CounterRandom;
import org.alphagrid.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks of DARE and DELLA have the statistics of mergekit's own, over as many seeds. */
class RandomMaskStatisticsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden-merges");

  static List<JsonNode> statistics() throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    Path file = GOLDEN.resolve("random-methods-statistics.json");
    new ObjectMapper().readTree(file.toFile()).forEach(rows::add);
    return rows;
  }

  @ParameterizedTest
  @MethodSource("statistics")
  void keptShareAndFactorAreMergekits(JsonNode row) throws IOException {
    String tensor = row.path("tensor").asText();
    float[] delta = delta(parent("base").get(tensor), parent("think").get(tensor));
    int columns = delta.length == 1024 ? 64 : delta.length;
    int runs = row.path("runs").asInt();
    double[] kept = new double[runs];
    double[] factors = new double[runs];
    for (int seed = 0; seed < runs; seed++) {
      DeltaMask mask = mask(row, CounterRandom.of(seed, tensor, 0), columns);
      kept[seed] = kept(mask, delta.clone());
      float[][] models = {delta};
      Shape shape = Shape.of(delta.length);
      ArrayTensor whole =
          new ArrayTensor(new float[delta.length], models, shape, ArrayTensor.Cutting.WHOLE);
      factors[seed] = DeltaMass.rescaling(whole, 0, mask, 1e-7);
    }
    agrees(kept, row.path("kept_mean").asDouble(), row.path("kept_sd").asDouble());
    agrees(factors, row.path("factor_mean").asDouble(), row.path("factor_sd").asDouble());
  }

  @Test
  void masksOfModelsTensorsAndSeedsAreIndependent() {
    CounterRandom one = CounterRandom.of(1, "a", 0);
    for (CounterRandom other :
        List.of(
            CounterRandom.of(1, "a", 1),
            CounterRandom.of(1, "b", 0),
            CounterRandom.of(2, "a", 0))) {
      double correlation = 0;
      double masks = 0;
      for (int i = 0; i < 100_000; i++) {
        correlation += (one.uniform(i) - 0.5) * (other.uniform(i) - 0.5) * 12 / 100_000;
        masks += (one.coarse(i) - 0.5) * (other.coarse(i) - 0.5) * 12 / 100_000;
      }
      assertThat(correlation).isCloseTo(0, within(0.015));
      assertThat(masks).isCloseTo(0, within(0.015));
    }
  }

  @Test
  void elementsOfAMaskAreIndependent() {
    CounterRandom random = CounterRandom.of(3, "a.weight", 1);
    int[] pairs = new int[16];
    int[] bins = new int[256];
    int count = 1_000_000;
    for (int i = 0; i < count; i++) {
      // Two elements share 64 bits: neighbours within such a pair and across two of them.
      pairs[4 * (int) (4 * random.coarse(i)) + (int) (4 * random.coarse(i + 1))]++;
      bins[(int) (256 * random.coarse(i))]++;
    }
    // Chi-square of 15 and 255 degrees of freedom: five standard deviations above the mean.
    assertThat(chiSquare(pairs, count)).isLessThan(15 + 5 * Math.sqrt(30));
    assertThat(chiSquare(bins, count)).isLessThan(255 + 5 * Math.sqrt(510));
  }

  private static double chiSquare(int[] counts, int all) {
    double expected = (double) all / counts.length;
    return Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
  }

  private static DeltaMask mask(JsonNode row, CounterRandom random, int columns) {
    double density = row.path("density").asDouble();
    return row.path("method").asText().equals("random")
        ? new DeltaMask.Bernoulli(random, density)
        : new DeltaMask.RankedBernoulli(random, density, row.path("epsilon").asDouble(), columns);
  }

  /** The statistics are of a copy whose zeros have the smallest magnitude there is besides. */
  private static float[] delta(float[] base, float[] think) {
    float[] delta = new float[base.length];
    float least = Float.MAX_VALUE;
    for (int i = 0; i < delta.length; i++) {
      delta[i] = think[i] - base[i];
      least = delta[i] == 0 ? least : Math.min(least, Math.abs(delta[i]));
    }
    for (int i = 0; i < delta.length; i++) {
      delta[i] = delta[i] == 0 ? least : delta[i];
    }
    return delta;
  }

  private static double kept(DeltaMask mask, float[] delta) {
    mask.apply(delta, 0, delta.length);
    int kept = 0;
    for (float value : delta) {
      kept += value == 0 ? 0 : 1;
    }
    return (double) kept / delta.length;
  }

  private static void agrees(double[] ours, double mean, double deviation) {
    double own = Arrays.stream(ours).average().orElseThrow();
    double variance = moment(ours, own, 2);
    // Two means over equally many runs: five standard errors of their difference.
    assertThat(own).isCloseTo(mean, within(5 * deviation * Math.sqrt(2.0 / ours.length)));
    // The same of two deviations, whose standard error grows with the tails: it is sd times
    // sqrt((kurtosis - 1) / 4n), kurtosis taken from our own runs.
    double kurtosis = moment(ours, own, 4) / (variance * variance);
    double error = deviation * Math.sqrt(2 * (kurtosis - 1) / (4.0 * ours.length));
    assertThat(Math.sqrt(variance)).isCloseTo(deviation, within(5 * error));
  }

  private static double moment(double[] values, double mean, int power) {
    return Arrays.stream(values).map(v -> Math.pow(v - mean, power)).average().orElseThrow();
  }

  private static Map<String, float[]> parent(String name) throws IOException {
    return BareSafetensors.read(GOLDEN.resolve("parents/q3/" + name + "/model.safetensors"));
  }
}
