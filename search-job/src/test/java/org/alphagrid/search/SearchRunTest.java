package org.alphagrid.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SearchRunTest {
  private static final Fidelity SMALL = new Fidelity(2, 1);

  /** Asks for one candidate after another and notes what it knew each time. */
  private static final class OneByOne implements Searcher {
    private final List<String> seen = new ArrayList<>();
    private final int inFlight;
    private int next = 1;

    OneByOne(int inFlight) {
      this.inFlight = inFlight;
    }

    @Override
    public SearchStep next(SearchState known) {
      seen.add(known.trials().size() + " known, " + known.pending().size() + " pending");
      if (next > 4) {
        return new SearchStep(List.of(), List.of());
      }
      Candidate candidate =
          Candidate.of("linear", new BigDecimal(next++).multiply(new BigDecimal("0.1")));
      return new SearchStep(List.of(new TrialRequest(candidate, SMALL)), List.of());
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

  @Test
  void sequentialSearcherIsAskedAfterEveryAnswer() throws IOException {
    assertThat(asked(1))
        .containsExactly(
            "0 known, 0 pending",
            "1 known, 0 pending",
            "2 known, 0 pending",
            "3 known, 0 pending",
            "4 known, 0 pending");
  }

  @Test
  void concurrentSearcherIsAskedAfterEachAnswer() throws IOException {
    assertThat(asked(3))
        .containsExactly(
            "0 known, 0 pending",
            "0 known, 1 pending",
            "0 known, 2 pending",
            "1 known, 2 pending",
            "2 known, 2 pending");
  }

  private static List<String> asked(int inFlight) throws IOException {
    OneByOne searcher = new OneByOne(inFlight);
    SearchRun.Outcome outcome =
        SearchRun.run(searcher, Simulations.of("study-30b-linear", 30, 10, 1).simulator());
    assertThat(outcome.known().trials()).hasSize(4);
    return searcher.seen;
  }
}
