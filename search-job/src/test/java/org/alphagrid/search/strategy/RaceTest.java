package org.alphagrid.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.alphagrid.search.BenchmarkSize;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Decision;
import org.alphagrid.search.TrialRequest;
import org.alphagrid.search.Trials;
import org.alphagrid.search.simulation.Noise;
import org.alphagrid.search.simulation.RecordedSurface;
import org.alphagrid.search.simulation.Simulator;
import org.junit.jupiter.api.Test;

class RaceTest {
  private static final String FLAT =
      """
      benchmark,line,alpha,accuracy,tokens,think_ratio
      sums,parent,0,0.5,1000,0
      sums,parent,1,0.5,1000,0
      sums,linear,0.5,0.5,1000,0
      """;

  private static final String BEATEN =
      """
      benchmark,line,alpha,accuracy,tokens,think_ratio
      sums,parent,0,0.3,500,0
      sums,parent,1,0.9,2000,1
      sums,linear,0.4,0.8,600,1
      sums,linear,0.6,0.4,1500,1
      """;

  /** All candidates are the same model: each drop is an error, and few runs may have one. */
  @Test
  void equalCandidatesAreSeldomDropped() {
    int wrong = 0;
    int runs = 400;
    for (int seed = 0; seed < runs; seed++) {
      wrong += new Race(trials(FLAT, seed), 0.05, 1).drops(1, "rung").isEmpty() ? 0 : 1;
    }

    assertThat((double) wrong / runs).isLessThanOrEqualTo(0.05);
  }

  @Test
  void whoIsBeatenInBothIsDroppedAndTheReasonHasTheFigures() {
    List<Decision> drops = new Race(trials(BEATEN, 1), 0.05, 2).drops(3, "rung 1");

    assertThat(drops)
        .extracting(d -> d.candidate().orElseThrow().id())
        .contains("linear/alpha=0.60");
    Decision drop =
        drops.stream()
            .filter(d -> d.candidate().orElseThrow().id().equals("linear/alpha=0.60"))
            .findFirst()
            .orElseThrow();
    assertThat(drop.p().orElseThrow()).isLessThan(0.05);
    assertThat(drop.reason()).contains("is more accurate by", "fewer tokens, on 60 x 4");
  }

  @Test
  void parentsAndTheFrontAreNeverDropped() {
    for (int seed = 0; seed < 20; seed++) {
      Race race = new Race(trials(BEATEN, seed), 0.05, 1);

      assertThat(race.drops(1, "rung"))
          .extracting(decision -> decision.candidate().orElseThrow())
          .doesNotContain(Candidate.DIRECT, Candidate.THINK)
          .doesNotContainAnyElementsOf(race.front());
    }
  }

  private static SortedMap<Candidate, Trials> trials(String surface, long seed) {
    RecordedSurface read = RecordedSurface.parse("race", surface);
    BenchmarkSize benchmarks = new BenchmarkSize(Map.of("sums", 60), 4);
    List<TrialRequest> requests = new ArrayList<>();
    requests.add(new TrialRequest(Candidate.DIRECT, benchmarks.full()));
    requests.add(new TrialRequest(Candidate.THINK, benchmarks.full()));
    for (String alpha : List.of("0.2", "0.4", "0.5", "0.6", "0.8")) {
      requests.add(
          new TrialRequest(Candidate.of("linear", new BigDecimal(alpha)), benchmarks.full()));
    }
    return new Simulator(read, benchmarks, Noise.COMPETITION, seed).evaluate(requests);
  }
}
