package org.alphagrid.report.factorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.evidence.ProblemGrid;
import org.alphagrid.report.factorial.Effect.Family;
import org.junit.jupiter.api.Test;

/** Effects against loops over problems that spell out what is compared with what. */
class FactorialTwinTest {
  private final List<ProblemTally> tallies =
      new PlantedSweep(PlantedSweep.truth(0.2, 0.6, 0.05), 5).tallies();
  private final FactorialSummary summary =
      FactorialBuilder.build(
          PlantedSweep.points(), ProblemGrid.of(PlantedSweep.BENCHMARKS, tallies), 3);

  @Test
  void densityEverywhere() {
    // Three equally spaced levels: the line's ends differ by the difference of the outer two.
    check(
        find(Family.EFFECT, ResponseVariable.ACCURACY, "density", "0.2 → 0.8", Map.of()),
        0.5,
        0.5,
        (benchmark, problem) -> gainOfDensity(benchmark, problem, "0.2"));
  }

  @Test
  void methodOverTheDensitiesThatOnlyOneHas() {
    check(
        find(Family.EFFECT, ResponseVariable.ACCURACY, "method", "linear → ties", Map.of()),
        0.5,
        0.5,
        (benchmark, problem) -> {
          double sum = 0;
          for (String alpha : PlantedSweep.ALPHAS) {
            for (String density : PlantedSweep.DENSITIES) {
              sum += score(benchmark, problem, "ties", alpha, density) / 3;
            }
            sum -= score(benchmark, problem, "linear", alpha, "");
          }
          return sum / 3;
        });
  }

  @Test
  void alphaOnTokens() {
    check(
        find(Family.EFFECT, ResponseVariable.LOG_TOKENS, "alpha", "0.3 → 0.7", Map.of()),
        0.5,
        0.5,
        (benchmark, problem) -> {
          double sum = logTokens(benchmark, problem, "linear", "0.7", "");
          sum -= logTokens(benchmark, problem, "linear", "0.3", "");
          for (String density : PlantedSweep.DENSITIES) {
            sum += logTokens(benchmark, problem, "ties", "0.7", density);
            sum -= logTokens(benchmark, problem, "ties", "0.3", density);
          }
          return sum / 4;
        });
  }

  @Test
  void alphaTimesDensity() {
    check(
        find(
            Family.EFFECT,
            ResponseVariable.ACCURACY,
            "alpha × density",
            "0.3 → 0.7 × 0.2 → 0.8",
            Map.of()),
        0.5,
        0.5,
        (benchmark, problem) ->
            score(benchmark, problem, "ties", "0.7", "0.8")
                - score(benchmark, problem, "ties", "0.7", "0.2")
                - score(benchmark, problem, "ties", "0.3", "0.8")
                + score(benchmark, problem, "ties", "0.3", "0.2"));
  }

  @Test
  void densityTimesBenchmark() {
    check(
        find(
            Family.EFFECT,
            ResponseVariable.ACCURACY,
            "density × benchmark",
            "0.2 → 0.8, a against the rest",
            Map.of()),
        1,
        -1,
        (benchmark, problem) -> gainOfDensity(benchmark, problem, "0.2"));
  }

  @Test
  void alphaTimesMethod() {
    check(
        find(
            Family.EFFECT,
            ResponseVariable.LOG_TOKENS,
            "alpha × method",
            "0.3 → 0.7, ties against linear",
            Map.of()),
        0.5,
        0.5,
        (benchmark, problem) -> {
          double sum = -logTokens(benchmark, problem, "linear", "0.7", "");
          sum += logTokens(benchmark, problem, "linear", "0.3", "");
          for (String density : PlantedSweep.DENSITIES) {
            sum += logTokens(benchmark, problem, "ties", "0.7", density) / 3;
            sum -= logTokens(benchmark, problem, "ties", "0.3", density) / 3;
          }
          return sum;
        });
  }

  @Test
  void densityAtOneAlphaAndOneStep() {
    check(
        find(
            Family.PLACE,
            ResponseVariable.ACCURACY,
            "density",
            "0.2 → 0.8",
            Map.of("alpha", "0.7")),
        0.5,
        0.5,
        (benchmark, problem) ->
            score(benchmark, problem, "ties", "0.7", "0.8")
                - score(benchmark, problem, "ties", "0.7", "0.2"));
    check(
        find(Family.PLACE, ResponseVariable.ACCURACY, "density", "0.5 → 0.8", Map.of()),
        0.5,
        0.5,
        (benchmark, problem) -> gainOfDensity(benchmark, problem, "0.5"));
    check(
        find(
            Family.PLACE,
            ResponseVariable.ACCURACY,
            "density",
            "0.2 → 0.8",
            Map.of("benchmark", "b")),
        0,
        1,
        (benchmark, problem) -> gainOfDensity(benchmark, problem, "0.2"));
  }

  @Test
  void intervalsAreWiderThanThoseOfOneEffectAlone() {
    for (Effect effect : summary.effects()) {
      double alone =
          effect.estimate().standardError()
              * Interval.quantile(effect.estimate().degreesOfFreedom());
      assertThat(effect.interval().high() - effect.estimate().mean()).isGreaterThan(1.2 * alone);
      assertThat(effect.adjusted()).isGreaterThanOrEqualTo(effect.p());
    }
  }

  /** Of 0.8 over another density, mean over alphas. */
  private double gainOfDensity(String benchmark, String problem, String than) {
    double sum = 0;
    for (String alpha : PlantedSweep.ALPHAS) {
      sum += score(benchmark, problem, "ties", alpha, "0.8");
      sum -= score(benchmark, problem, "ties", alpha, than);
    }
    return sum / 3;
  }

  private Effect find(
      Family family,
      ResponseVariable response,
      String effect,
      String levels,
      Map<String, String> where) {
    List<Effect> found =
        summary.effects(family, response).stream()
            .filter(e -> e.effect().equals(effect) && e.levels().equals(levels))
            .filter(e -> e.where().equals(where))
            .toList();
    assertThat(found).as(effect + " " + levels + " of " + summary.effects()).hasSize(1);
    return found.get(0);
  }

  /** The weighted sum of two benchmark means and its error. */
  private void check(
      Effect effect, double onA, double onB, BiFunction<String, String, Double> value) {
    double mean = 0;
    double variance = 0;
    for (Map.Entry<String, Double> part : Map.of("a", onA, "b", onB).entrySet()) {
      List<Double> values = new ArrayList<>();
      for (int problem = 0; problem < 30; problem++) {
        values.add(value.apply(part.getKey(), "p" + problem));
      }
      double own = values.stream().mapToDouble(v -> v).average().orElseThrow();
      double squares = values.stream().mapToDouble(v -> (v - own) * (v - own)).sum();
      mean += part.getValue() * own;
      variance += part.getValue() * part.getValue() * squares / 29 / 30;
    }
    assertThat(effect.estimate().mean()).isCloseTo(mean, within(1e-12));
    assertThat(effect.estimate().standardError()).isCloseTo(Math.sqrt(variance), within(1e-12));
  }

  private double score(
      String benchmark, String problem, String method, String alpha, String density) {
    return tally(benchmark, problem, PlantedSweep.id(method, alpha, density)).meanScore();
  }

  private double logTokens(
      String benchmark, String problem, String method, String alpha, String density) {
    return Math.log(
        tally(benchmark, problem, PlantedSweep.id(method, alpha, density)).meanTokens());
  }

  private ProblemTally tally(String benchmark, String problem, String model) {
    Map<String, ProblemTally> found = new TreeMap<>();
    tallies.stream()
        .filter(t -> t.benchmark().equals(benchmark) && t.problem().equals(problem))
        .forEach(t -> found.put(t.model(), t));
    return found.get(model);
  }
}
