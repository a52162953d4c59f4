package org.alphagrid.merge.method.builtin;

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
import org.alphagrid.merge.mergekit.BareSafetensors;
import org.alphagrid.merge.mergekit.GoldenCase;
import org.alphagrid.merge.method.ArrayTensor;
import org.alphagrid.merge.method.statistic.DeltaMask;
import org.alphagrid.merge.method.statistic.DeltaMass;
import org.alphagrid.merge.tensor.CounterRandom;
import org.alphagrid.merge.tensor.Shape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks of DARE and DELLA have the statistics of mergekit's own, over as many seeds. */
class RandomMaskStatisticsTest {
  /** So many times mergekit's runs, so that our own chance counts little beside its. */
  private static final int MORE_RUNS = 5;

  /** Standard errors. */
  private static final double FAR = 5;

  /** Gaps in standard errors, of all rows. */
  private static final List<Double> GAPS = new ArrayList<>();

  static List<JsonNode> statistics() throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    Path file = GoldenCase.FOLDER.resolve("random-methods-statistics.json");
    for (JsonNode row : new ObjectMapper().readTree(file.toFile()).path("function_level")) {
      if (row.path("rescale").isTextual()) {
        rows.add(row);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("statistics")
  void keptShareAndFactorAreMergekits(JsonNode row) throws IOException {
    String tensor = row.path("tensor").asText();
    float[] delta = delta(parent("base").get(tensor), parent("think").get(tensor));
    int columns = BareSafetensors.rowLength(GoldenCase.parentFile("base"), tensor);
    int theirRuns = row.path("runs").asInt();
    int runs = MORE_RUNS * theirRuns;
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
    // What is known for certain: the mean of the probabilities and the variance of their draws.
    Sample ours = Sample.of(kept);
    double density = row.path("density").asDouble();
    double theory = Math.sqrt(drawVariance(row, columns) / delta.length);
    assertThat(ours.mean()).isCloseTo(density, within(FAR * ours.meanError(runs)));
    assertThat(ours.deviation()).isCloseTo(theory, within(FAR * ours.deviationError(runs)));
    agrees(ours, row, "kept", runs, theirRuns);
    agrees(Sample.of(factors), row, "factor", runs, theirRuns);
  }

  /** A row that is off by a little is chance, all of them are not. */
  @AfterAll
  static void gapsToMergekitAreOfUnitRootMeanSquare() {
    double square = GAPS.stream().mapToDouble(gap -> gap * gap).average().orElseThrow();
    assertThat(GAPS).hasSizeGreaterThanOrEqualTo(72);
    assertThat(Math.sqrt(square)).as("root mean square of gaps").isBetween(0.6, 1.4);
  }

  /** Of one element's draw, averaged over a row's ranks. */
  private static double drawVariance(JsonNode row, int columns) {
    double density = row.path("density").asDouble();
    double epsilon =
        row.path("method").asText().equals("random") ? 0 : row.path("epsilon").asDouble();
    double sum = 0;
    for (int rank = 0; rank < columns; rank++) {
      double p = density - epsilon + 2 * epsilon * rank / (columns - 1);
      sum += p * (1 - p);
    }
    return sum / columns;
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

  private record Sample(double mean, double deviation, double kurtosis) {
    static Sample of(double[] values) {
      double mean = Arrays.stream(values).average().orElseThrow();
      double variance = moment(values, mean, 2);
      return new Sample(mean, Math.sqrt(variance), moment(values, mean, 4) / (variance * variance));
    }

    private static double moment(double[] values, double mean, int power) {
      return Arrays.stream(values).map(v -> Math.pow(v - mean, power)).average().orElseThrow();
    }

    /** The standard error of a mean of some runs. */
    double meanError(int runs) {
      return deviation / Math.sqrt(runs);
    }

    /** The standard error of a standard deviation, which grows with the tails. */
    double deviationError(int runs) {
      return deviation * Math.sqrt((kurtosis - 1) / (4 * runs));
    }
  }

  /** Both have sampling errors; ours are known better, so their size is taken from our runs. */
  private static void agrees(Sample ours, JsonNode row, String what, int runs, int theirRuns) {
    near(
        ours.mean() - row.path(what + "_mean").asDouble(),
        Math.hypot(ours.meanError(runs), ours.meanError(theirRuns)),
        what + " mean of " + row);
    near(
        ours.deviation() - row.path(what + "_sd").asDouble(),
        Math.hypot(ours.deviationError(runs), ours.deviationError(theirRuns)),
        what + " standard deviation of " + row);
  }

  private static void near(double gap, double error, String what) {
    assertThat(gap / error).as(what + ", in standard errors").isBetween(-FAR, FAR);
    GAPS.add(gap / error);
  }

  private static Map<String, float[]> parent(String name) throws IOException {
    return BareSafetensors.read(GoldenCase.parentFile(name));
  }
}
