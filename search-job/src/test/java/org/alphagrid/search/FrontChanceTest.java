package org.alphagrid.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.alphagrid.report.pareto.ParetoFront;
import org.junit.jupiter.api.Test;

class FrontChanceTest {
  private static final Candidate FEW = Candidate.of("linear", new BigDecimal("0.2"));
  private static final Candidate MANY = Candidate.of("linear", new BigDecimal("0.3"));

  @Test
  void whoIsDominatedByFarHasNoChanceAndTheOtherAll() {
    SortedMap<Candidate, Double> chances =
        FrontChance.of(Map.of(FEW, trials(40, 200, 1), MANY, trials(40, 100, 0)), 1);

    assertThat(chances.get(FEW)).isEqualTo(0);
    assertThat(chances.get(MANY)).isEqualTo(1);
  }

  /**
   * The same answers to a few problems, but longer ones: that does not yet prove it is no better.
   */
  @Test
  void fewEqualAnswersDropNothing() {
    double few = chanceOfLonger(4);
    double many = chanceOfLonger(400);

    assertThat(few).isBetween(0.2, 0.5);
    assertThat(many).isBetween(0.05, 0.5);
    SortedMap<Candidate, Double> worse =
        FrontChance.of(Map.of(FEW, trials(4, 120, 2), MANY, trials(4, 100, 4)), 1);
    assertThat(worse.get(FEW)).as("two of four right against three").isGreaterThan(0.05);
  }

  /** Of those with a chance of about a half about a half are on the front, and so on. */
  @Test
  void frontChancesAreCalibrated() throws IOException {
    int[] points = new int[4];
    int[] onFront = new int[4];
    for (String name : List.of("study-30b-linear", "study-4b-slerp")) {
      for (int seed = 0; seed < 15; seed++) {
        Simulations study = Simulations.of(name, 30, 10, seed);
        SearchState known = study.run(study.settings().with(seed)).known();
        List<Candidate> seen = List.copyOf(known.trials().keySet());
        List<Candidate> front =
            ParetoFront.of(
                seen,
                c -> study.surface().overall(c).accuracy(),
                c -> study.surface().overall(c).tokens());
        FrontChance.of(known.trials(), seed)
            .forEach(
                (candidate, chance) -> {
                  int quarter = Math.min(3, (int) (4 * chance));
                  points[quarter]++;
                  onFront[quarter] += front.contains(candidate) ? 1 : 0;
                });
      }
    }
    for (int quarter = 0; quarter < 4; quarter++) {
      assertThat(points[quarter]).isGreaterThan(30);
      assertThat((double) onFront[quarter] / points[quarter])
          .as("on the front, of %d with a chance from %d %%", points[quarter], 25 * quarter)
          .isBetween(0.25 * quarter - 0.05, 0.25 * quarter + 0.3);
    }
  }

  private static double chanceOfLonger(int problems) {
    return FrontChance.of(Map.of(FEW, trials(problems, 120, 2), MANY, trials(problems, 100, 2)), 1)
        .get(FEW);
  }

  /** Whoever took more is compared on the problems that both took. */
  @Test
  void ofALargerExamOnlyTheSamePartCounts() {
    Map<Candidate, Trials> seen = new TreeMap<>();
    seen.put(FEW, trials(10, 100, 2));
    seen.put(MANY, trials(80, 90, 2));
    double before = FrontChance.of(seen, 1).get(FEW);
    seen.put(MANY, trials(80, 90, 2, 10));

    assertThat(FrontChance.of(seen, 1).get(FEW)).isEqualTo(before);
    assertThat(FrontChance.of(seen, 1).get(MANY)).isEqualTo(1);
  }

  private static Trials trials(int problems, int tokens, int everySoManyWrong) {
    return trials(problems, tokens, everySoManyWrong, problems);
  }

  /**
   * @param everySoManyWrong 0 for none
   * @param until problems from here on are all wrong
   */
  private static Trials trials(int problems, int tokens, int everySoManyWrong, int until) {
    Trial[][] cells =
        IntStream.range(0, problems)
            .mapToObj(
                i -> {
                  boolean wrong = everySoManyWrong > 0 && i % everySoManyWrong == 0 || i >= until;
                  return List.of(new Trial(wrong ? 0 : 1, tokens + i % 3, true, 1));
                })
            .map(list -> list.toArray(Trial[]::new))
            .toArray(Trial[][]::new);
    return new Trials(new Fidelity(problems, 1), Map.of("sums", cells));
  }
}
