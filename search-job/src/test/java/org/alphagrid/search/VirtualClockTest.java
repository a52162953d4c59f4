package org.alphagrid.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
  private static final BenchmarkSize BENCHMARKS = new BenchmarkSize(Map.of("sums", 1), 1);
  private static final int CANDIDATES = 6;

  /** Asks for the next candidate whenever it may, and notes whose answers it knew. */
  private static final class InOrder implements Searcher {
    private final List<List<Candidate>> known = new ArrayList<>();
    private final int inFlight;
    private int next;

    InOrder(int inFlight) {
      this.inFlight = inFlight;
    }

    @Override
    public SearchStep next(SearchState seen) {
      known.add(List.copyOf(seen.trials().keySet()));
      return next == CANDIDATES
          ? new SearchStep(List.of(), List.of())
          : new SearchStep(
              List.of(new TrialRequest(candidate(next++), BENCHMARKS.full())), List.of());
    }

    @Override
    public SortedSet<Candidate> chosen() {
      return new TreeSet<>();
    }

    @Override
    public int inFlight() {
      return inFlight;
    }
  }

  /** Answers at once, but for the first candidate, which is at work until the last has begun. */
  private static class OneSlowThinker implements Evaluator {
    private final int[] tokens;
    private PendingEvaluation slow;

    OneSlowThinker(int... tokens) {
      this.tokens = tokens;
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
    public PendingEvaluation start(TrialRequest request) {
      PendingEvaluation own = new PendingEvaluation();
      int index = index(request.candidate());
      if (index == 0) {
        slow = own;
        return own;
      }
      own.answered(trials(tokens[index]));
      // As fast as the others together: what each of them took, and a little more.
      slow.generated(tokens[index] + 1);
      if (index == CANDIDATES - 1) {
        slow.answered(trials(tokens[0]));
      }
      return own;
    }
  }

  @Test
  void othersPassASlowThinker() {
    InOrder searcher = new InOrder(2);

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> SearchRun.run(searcher, new OneSlowThinker(1000, 100, 100, 100, 100, 100)));

    // Two begin; then one more after each answer, though the first has none yet.
    assertThat(searcher.known)
        .containsExactly(
            List.of(),
            List.of(),
            candidates(1, 1),
            candidates(1, 2),
            candidates(1, 3),
            candidates(1, 4),
            candidates(1, 5));
  }

  /** 100 tokens are 100 tokens, whoever was faster by the clock on the wall. */
  @Test
  void whoTookFewerTokensIsAnsweredFirst() throws IOException {
    InOrder searcher = new InOrder(3);

    SearchRun.run(
        searcher,
        new Evaluator() {
          private final int[] tokens = {300, 200, 100, 150, 90, 10};

          @Override
          public BenchmarkSize benchmarks() {
            return BENCHMARKS;
          }

          @Override
          public SortedMap<Candidate, Trials> evaluate(List<TrialRequest> requests) {
            throw new AssertionError("asked for all at once");
          }

          @Override
          public PendingEvaluation start(TrialRequest request) {
            PendingEvaluation own = new PendingEvaluation();
            own.answered(trials(tokens[index(request.candidate())]));
            return own;
          }
        });

    // 2 ends at 100, 1 at 200, 3 at 100 + 150, 4 at 200 + 90; 0 at 300 is the last but 5.
    assertThat(searcher.known)
        .containsExactly(
            List.of(),
            List.of(),
            List.of(),
            candidates(2, 2),
            candidates(1, 2),
            candidates(1, 3),
            List.of(candidate(1), candidate(2), candidate(3), candidate(5)));
  }

  @Test
  void failedEvaluationEndsTheSearch() {
    Evaluator failing =
        new OneSlowThinker(1, 1, 1, 1, 1, 1) {
          @Override
          public PendingEvaluation start(TrialRequest request) {
            PendingEvaluation own = new PendingEvaluation();
            own.failed(new IOException("no space left"));
            return own;
          }
        };

    assertThatThrownBy(() -> SearchRun.run(new InOrder(2), failing))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  private static Candidate candidate(int index) {
    return Candidate.of("linear", new BigDecimal(index + 1).movePointLeft(1));
  }

  private static int index(Candidate candidate) {
    return candidate.alpha().orElseThrow().movePointRight(1).intValue() - 1;
  }

  private static List<Candidate> candidates(int from, int to) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      candidates.add(candidate(i));
    }
    return candidates;
  }

  private static Trials trials(int tokens) {
    return new Trials(
        BENCHMARKS.full(), Map.of("sums", new Trial[][] {{new Trial(1, tokens, true, 0)}}));
  }
}
