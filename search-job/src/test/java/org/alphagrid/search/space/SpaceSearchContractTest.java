package org.alphagrid.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.search.BenchmarkSize;
import org.alphagrid.search.Budget;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Evaluator;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.PendingEvaluation;
import org.alphagrid.search.SearchRun;
import org.alphagrid.search.SearchState;
import org.alphagrid.search.SearchStep;
import org.alphagrid.search.Searcher;
import org.alphagrid.search.TrialRequest;
import org.alphagrid.search.Trials;
import org.alphagrid.search.simulation.Noise;
import org.alphagrid.search.simulation.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every searcher of a space promises. */
class SpaceSearchContractTest {
  private static final BenchmarkSize BENCHMARKS = new BenchmarkSize(Map.of("a", 30, "b", 24), 2);
  private static final SpaceSettings SETTINGS =
      new SpaceSettings(7, 20, 6, 3, 1, 1.0 / 3, 5, Optional.empty());

  static List<SearchStrategy> strategies() {
    return SearchStrategy.all(true);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void finalistsTakeTheWholeExamAndOthersOnlyWhatChoicesSee(SearchStrategy strategy)
      throws IOException {
    SearchRun.Outcome outcome = SearchRun.run(start(strategy), new Stored(Integer.MAX_VALUE));

    assertThat(outcome.known().trials()).hasSize(22);
    assertThat(outcome.chosen()).contains(Candidate.DIRECT, Candidate.THINK);
    assertThat(outcome.chosen().size()).isBetween(3, 7);
    outcome
        .known()
        .trials()
        .forEach(
            (candidate, trials) ->
                assertThat(trials.extent())
                    .isEqualTo(
                        outcome.chosen().contains(candidate)
                            ? new Fidelity(30, 2)
                            : new Fidelity(20, 1)));
  }

  /** Killed at every second answer, each time with a new searcher and what was stored. */
  @ParameterizedTest
  @MethodSource("strategies")
  void killedSearchesEndAsOneThatWasNot(SearchStrategy strategy) throws IOException {
    SearchRun.Outcome whole = SearchRun.run(start(strategy), new Stored(Integer.MAX_VALUE));
    Stored stored = new Stored(2);
    SearchRun.Outcome resumed = null;
    int kills = 0;
    while (resumed == null) {
      try {
        resumed = SearchRun.run(start(strategy), stored);
      } catch (IOException killed) {
        kills++;
        stored.left = 2;
      }
    }

    assertThat(kills).isGreaterThan(5);
    assertThat(resumed.chosen()).isEqualTo(whole.chosen());
    assertThat(resumed.log()).isEqualTo(whole.log());
    assertThat(resumed.known().spent()).isEqualTo(whole.known().spent());
    assertThat(resumed.known().trials().keySet()).isEqualTo(whole.known().trials().keySet());
  }

  /**
   * On another machine other candidates are fast; the decisions are the same, in the same order.
   */
  @ParameterizedTest
  @MethodSource("strategies")
  void orderDoesNotDependOnTheClock(SearchStrategy strategy) throws IOException {
    SearchRun.Outcome calm = SearchRun.run(start(strategy), new Stored(Integer.MAX_VALUE));

    try (Machine machine = new Machine(3)) {
      SearchRun.Outcome other = SearchRun.run(start(strategy), machine);

      assertThat(other.log()).isEqualTo(calm.log());
      assertThat(other.chosen()).isEqualTo(calm.chosen());
      assertThat(other.known().spent()).isEqualTo(calm.known().spent());
      assertThat(machine.mostAtOnce).isEqualTo(SETTINGS.inFlight());
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void eachStepFollowsFromWhatIsKnown(SearchStrategy strategy) throws IOException {
    Recorded recorded = new Recorded(start(strategy));
    SearchRun.run(recorded, new Stored(Integer.MAX_VALUE));

    assertThat(recorded.steps).hasSizeGreaterThan(10);
    for (int i = 0; i < recorded.steps.size(); i += 3) {
      assertThat(start(strategy).next(recorded.known.get(i))).isEqualTo(recorded.steps.get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void requestsAreUniqueAndWithinTheConcurrency(SearchStrategy strategy) throws IOException {
    Recorded recorded = new Recorded(start(strategy));
    SearchRun.run(recorded, new Stored(Integer.MAX_VALUE));

    for (int i = 1; i < recorded.steps.size(); i++) {
      SearchState known = recorded.known.get(i);
      for (TrialRequest request : recorded.steps.get(i).requests()) {
        if (request.extent().samples() == 1) {
          assertThat(known.trials()).doesNotContainKey(request.candidate());
          assertThat(known.pending()).doesNotContain(request.candidate()).hasSizeLessThan(3);
        }
      }
    }
    assertThat(recorded.known).anyMatch(known -> known.pending().size() == 2);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void otherSeedsTryOthers(SearchStrategy strategy) throws IOException {
    SpaceSettings other = new SpaceSettings(8, 20, 6, 3, 1, 1.0 / 3, 5, Optional.empty());
    Searcher searcher = SpaceSearchers.start(strategy, PlantedSpace.space(), other);

    assertThat(SearchRun.run(searcher, new Stored(Integer.MAX_VALUE)).known().trials().keySet())
        .isNotEqualTo(
            SearchRun.run(start(strategy), new Stored(Integer.MAX_VALUE))
                .known()
                .trials()
                .keySet());
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void budgetHoldsWithTheWholeExamOfTheFrontInIt(SearchStrategy strategy) throws IOException {
    double whole =
        SearchRun.run(start(strategy), new Stored(Integer.MAX_VALUE)).known().spent().tokens();
    double limit = 0.75 * whole;
    SpaceSettings poor =
        new SpaceSettings(7, 20, 6, 3, 1, 1.0 / 3, 5, Optional.of(Budget.ofTokens(limit)));
    Searcher searcher = SpaceSearchers.start(strategy, PlantedSpace.space(), poor);

    SearchRun.Outcome outcome = SearchRun.run(searcher, new Stored(Integer.MAX_VALUE));

    // Lengths of the held-out problems are a guess.
    assertThat(outcome.known().spent().tokens()).isLessThan(1.05 * limit);
    assertThat(outcome.known().trials()).hasSizeLessThan(22);
  }

  @Test
  void sharesOfAGridAreNoBudget() {
    assertThatThrownBy(
            () -> new SpaceSettings(7, 20, 6, 3, 1, 0.3, 5, Optional.of(Budget.ofShare(0.3))))
        .hasMessage(
            "Invalid budget: a share of the full grid (a space has no grid; use tokens, GPU hours"
                + " or money)");
  }

  @Test
  void gridStrategyOverASpaceIsRefused() {
    assertThatThrownBy(
            () -> SpaceSearchers.start(SearchStrategy.RACING, PlantedSpace.space(), SETTINGS))
        .hasMessage("Cannot search a space by 'racing'; known: [gp, random-space]");
  }

  private static Searcher start(SearchStrategy strategy) {
    return SpaceSearchers.start(strategy, PlantedSpace.space(), SETTINGS);
  }

  /** Keeps what it answered; after so many fresh answers it is killed. */
  private static final class Stored implements Evaluator {
    private final Simulator simulator =
        new Simulator(new PlantedSpace(), BENCHMARKS, Noise.COMPETITION, 5);
    private final Map<TrialRequest, Trials> answers = new HashMap<>();
    private int left;

    Stored(int left) {
      this.left = left;
    }

    @Override
    public BenchmarkSize benchmarks() {
      return BENCHMARKS;
    }

    @Override
    public SortedMap<Candidate, Trials> evaluate(List<TrialRequest> requests) throws IOException {
      SortedMap<Candidate, Trials> found = new TreeMap<>();
      for (TrialRequest request : requests) {
        if (!answers.containsKey(request)) {
          if (left-- == 0) {
            throw new IOException("killed");
          }
          answers.putAll(
              Map.of(request, simulator.evaluate(List.of(request)).get(request.candidate())));
        }
        found.put(request.candidate(), answers.get(request));
      }
      return found;
    }
  }

  /** Generates in threads that are fast and slow as it pleases, a few tokens at a time. */
  private static final class Machine implements Evaluator, AutoCloseable {
    private final Simulator simulator =
        new Simulator(new PlantedSpace(), BENCHMARKS, Noise.COMPETITION, 5);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Random mood;
    private int atOnce;
    private int mostAtOnce;

    Machine(long seed) {
      mood = new Random(seed);
    }

    @Override
    public BenchmarkSize benchmarks() {
      return BENCHMARKS;
    }

    @Override
    public SortedMap<Candidate, Trials> evaluate(List<TrialRequest> requests) {
      throw new AssertionError("asked for all at once");
    }

    @Override
    public synchronized PendingEvaluation start(TrialRequest request) {
      PendingEvaluation own = new PendingEvaluation();
      Trials answer = simulator.evaluate(List.of(request)).get(request.candidate());
      int pause = mood.nextInt(4);
      // Finalists have taken the smaller extent before.
      long parts = request.extent().samples() > 1 ? 0 : 5;
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      threads.execute(
          () -> {
            for (int part = 0; part < parts; part++) {
              pause(pause);
              own.generated((long) answer.cost().tokens() / parts);
            }
            synchronized (this) {
              atOnce--;
            }
            own.answered(answer);
          });
      return own;
    }

    private static void pause(int millis) {
      try {
        TimeUnit.MILLISECONDS.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }

  private static final class Recorded implements Searcher {
    private final Searcher searcher;
    private final List<SearchState> known = new ArrayList<>();
    private final List<SearchStep> steps = new ArrayList<>();

    Recorded(Searcher searcher) {
      this.searcher = searcher;
    }

    @Override
    public SearchStep next(SearchState seen) {
      SearchStep step = searcher.next(seen);
      known.add(seen);
      steps.add(step);
      return step;
    }

    @Override
    public SortedSet<Candidate> chosen() {
      return searcher.chosen();
    }

    @Override
    public int inFlight() {
      return searcher.inFlight();
    }
  }
}
