package org.alphagrid.report.factorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.report.factorial.Effect.Family;
import org.junit.jupiter.api.Test;

/** Simulates 1,000 sweeps each: what is not there is rarely claimed, and what is there is found. */
class FactorialSimulationTest {
  private static final int SWEEPS = 1000;
  private static final int DRAWS = 500;

  /** Equal models: any claim is false, but that of the benchmarks' own lengths, which are equal. */
  @Test
  void equalModelsGiveFewClaims() {
    PlantedSweep sweep = new PlantedSweep(PlantedSweep.NOTHING, 1);
    int effects = 0;
    int places = 0;
    for (int i = 0; i < SWEEPS; i++) {
      FactorialSummary found = summary(sweep, i);
      effects += claims(found, Family.EFFECT) ? 1 : 0;
      places += claims(found, Family.PLACE) ? 1 : 0;
    }
    log("some false claim among effects", effects);
    log("some false claim among places", places);
    assertThat(effects / (double) SWEEPS).isLessThan(0.07);
    assertThat(places / (double) SWEEPS).isLessThan(0.07);
  }

  /** All intervals of a family at once hold the truth that was planted. */
  @Test
  void simultaneousIntervalsHoldTheTruth() {
    PlantedSweep.Truth truth = PlantedSweep.truth(0.25, 0.5, 0.06);
    PlantedSweep sweep = new PlantedSweep(truth, 2);
    Map<Object, Double> truths = new HashMap<>();
    int effects = 0;
    int places = 0;
    int found = 0;
    int wrong = 0;
    for (int i = 0; i < SWEEPS; i++) {
      FactorialSummary summary = summary(sweep, i);
      effects += holds(summary, Family.EFFECT, truth, truths) ? 1 : 0;
      places += holds(summary, Family.PLACE, truth, truths) ? 1 : 0;
      found += isReal(summary, Map.of("alpha", "0.7"), ResponseVariable.ACCURACY) ? 1 : 0;
      wrong += isReal(summary, Map.of("alpha", "0.3"), ResponseVariable.ACCURACY) ? 1 : 0;
    }
    log("all effects covered", effects);
    log("all places covered", places);
    log("density found at alpha 0.7", found);
    log("density claimed at alpha 0.3", wrong);
    assertThat(effects / (double) SWEEPS).isBetween(0.93, 0.98);
    assertThat(places / (double) SWEEPS).isBetween(0.93, 0.985);
    assertThat(found / (double) SWEEPS).isGreaterThan(0.5);
    assertThat(wrong / (double) SWEEPS).isLessThan(0.02);
  }

  private static FactorialSummary summary(PlantedSweep sweep, int seed) {
    return FactorialBuilder.build(PlantedSweep.points(), sweep.grids(), DRAWS, seed);
  }

  private static boolean claims(FactorialSummary summary, Family family) {
    return summary.effects().stream()
        .filter(effect -> effect.family() == family)
        .anyMatch(Effect::isReal);
  }

  private static boolean isReal(
      FactorialSummary summary, Map<String, String> where, ResponseVariable response) {
    return summary.effects(Family.PLACE, response).stream()
        .anyMatch(e -> e.effect().equals("density") && e.where().equals(where) && e.isReal());
  }

  /**
   * Returns whether all intervals of a family hold their truths.
   *
   * @param truths found so far, because they are the same in every sweep
   */
  private static boolean holds(
      FactorialSummary summary,
      Family family,
      PlantedSweep.Truth truth,
      Map<Object, Double> truths) {
    return summary.effects().stream()
        .filter(effect -> effect.family() == family)
        .allMatch(
            effect -> {
              Object key =
                  List.of(
                      family, effect.response(), effect.effect(), effect.levels(), effect.where());
              double value = truths.computeIfAbsent(key, unknown -> truth(effect, truth));
              return effect.interval().low() <= value && value <= effect.interval().high();
            });
  }

  /** The truth of a contrast, from the true means under the same weights. */
  private static double truth(Effect effect, PlantedSweep.Truth truth) {
    List<Contrast> all =
        effect.family() == Family.EFFECT
            ? ContrastList.effects(design(), PlantedSweep.BENCHMARKS)
            : ContrastList.places(design(), PlantedSweep.BENCHMARKS);
    Contrast contrast =
        all.stream()
            .filter(c -> c.effect().equals(effect.effect()) && c.levels().equals(effect.levels()))
            .filter(c -> c.where().equals(effect.where()))
            .findFirst()
            .orElseThrow();
    double sum = 0;
    for (Map.Entry<Integer, Weights> part : contrast.weights().entrySet()) {
      String benchmark = PlantedSweep.BENCHMARKS.get(part.getKey());
      for (Map.Entry<String, Double> weight : part.getValue().byModel().entrySet()) {
        Treatment cell =
            design().cells().stream()
                .filter(c -> c.model().equals(weight.getKey()))
                .findFirst()
                .orElseThrow();
        double alpha = Double.parseDouble(cell.settings().get("alpha"));
        String text = cell.settings().get("density");
        double density = text == null ? Double.NaN : Double.parseDouble(text);
        sum +=
            weight.getValue()
                * (effect.response() == ResponseVariable.ACCURACY
                    ? truth.accuracy(benchmark, alpha, density)
                    : truth.logTokens(benchmark, alpha, density));
      }
    }
    return sum;
  }

  private static final Design DESIGN = Design.of(PlantedSweep.points(), model -> true);

  private static Design design() {
    return DESIGN;
  }

  private static void log(String name, int count) {
    System.getLogger(FactorialSimulationTest.class.getName())
        .log(System.Logger.Level.INFO, "{0}: {1} of {2}", name, count, SWEEPS);
  }
}
