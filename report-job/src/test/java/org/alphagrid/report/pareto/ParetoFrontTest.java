package org.alphagrid.report.pareto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {

  private record Candidate(String name, double accuracy, double tokens) {}

  @Test
  void frontRisesWithTokens() {
    Candidate cheap = new Candidate("cheap", 0.3, 10);
    Candidate middle = new Candidate("middle", 0.6, 40);
    Candidate best = new Candidate("best", 0.9, 80);
    Candidate dominated = new Candidate("dominated", 0.5, 50);

    assertThat(front(List.of(best, dominated, cheap, middle))).containsExactly(cheap, middle, best);
  }

  @Test
  void equalPointsStandTogetherInGivenOrder() {
    Candidate parent = new Candidate("parent", 0.9, 80);
    Candidate alphaOne = new Candidate("alpha one", 0.9, 80);

    assertThat(front(List.of(parent, alphaOne))).containsExactly(parent, alphaOne);
  }

  @Test
  void equalPointsFallTogether() {
    Candidate parent = new Candidate("parent", 0.9, 80);
    Candidate alphaOne = new Candidate("alpha one", 0.9, 80);
    Candidate better = new Candidate("better", 0.91, 80);

    assertThat(front(List.of(parent, alphaOne, better))).containsExactly(better);
  }

  @Test
  void sameAccuracyForMoreTokensIsDominated() {
    Candidate cheap = new Candidate("cheap", 0.5, 10);
    Candidate dear = new Candidate("dear", 0.5, 11);

    assertThat(front(List.of(dear, cheap))).containsExactly(cheap);
  }

  @Test
  void sameTokensForLessAccuracyIsDominated() {
    Candidate good = new Candidate("good", 0.5, 10);
    Candidate bad = new Candidate("bad", 0.4, 10);

    assertThat(front(List.of(bad, good))).containsExactly(good);
  }

  @Test
  void nothingGivesNothing() {
    assertThat(front(List.of())).isEmpty();
  }

  @Test
  void equalsAComparisonOfAllPairsOnManyTies() {
    Random random = new Random(3);
    for (int round = 0; round < 500; round++) {
      List<Candidate> candidates = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        // Few distinct values make most rounds full of ties.
        candidates.add(new Candidate("c" + i, random.nextInt(6) / 5.0, random.nextInt(6)));
      }
      assertThat(front(candidates)).containsExactlyInAnyOrderElementsOf(slowFront(candidates));
    }
  }

  private static List<Candidate> front(List<Candidate> candidates) {
    return ParetoFront.of(candidates, Candidate::accuracy, Candidate::tokens);
  }

  private static List<Candidate> slowFront(List<Candidate> candidates) {
    return candidates.stream()
        .filter(one -> candidates.stream().noneMatch(other -> dominates(other, one)))
        .toList();
  }

  private static boolean dominates(Candidate one, Candidate other) {
    return one.accuracy() >= other.accuracy()
        && one.tokens() <= other.tokens()
        && (one.accuracy() > other.accuracy() || one.tokens() < other.tokens());
  }
}
