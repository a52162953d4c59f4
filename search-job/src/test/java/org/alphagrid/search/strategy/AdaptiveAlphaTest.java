package org.alphagrid.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.alphagrid.report.searchlog.SearchRecord;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.report.searchlog.SearchVerdict;
import org.alphagrid.search.Budget;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Cost;
import org.alphagrid.search.Decision;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.SearchRecorder;
import org.alphagrid.search.SearchRun;
import org.alphagrid.search.SearchSettings;
import org.alphagrid.search.Simulations;
import org.junit.jupiter.api.Test;

class AdaptiveAlphaTest {
  private final Simulations study = Simulations.of("study-30b-linear", 30, 10, 1);

  @Test
  void bisectionGoesWhereTheAnswersChangeAndNowhereElse() throws IOException {
    SearchRun.Outcome outcome = study.run(study.settings());

    Set<String> bisected =
        outcome.log().stream()
            .filter(decision -> decision.stageName().equals("bisection"))
            .map(decision -> decision.candidate().orElseThrow().id())
            .collect(Collectors.toSet());
    assertThat(bisected).contains("linear/alpha=0.65", "linear/alpha=0.75");
    assertThat(bisected).doesNotContain("linear/alpha=0.15", "linear/alpha=0.25");
  }

  @Test
  void parentsAreWholeAndTheBudgetIsKept() throws IOException {
    for (int seed = 0; seed < 10; seed++) {
      SearchSettings settings = study.settings().with(seed).with(Budget.ofTokens(70e6));
      SearchRun.Outcome outcome = study.run(settings);

      assertThat(outcome.chosen()).contains(Candidate.DIRECT, Candidate.THINK);
      assertThat(outcome.known().trials().get(Candidate.THINK).extent())
          .isEqualTo(study.benchmarks().full());
      // A prediction from a third of the samples may miss the rest by a little.
      assertThat(outcome.known().spent().tokens()).isLessThan(70e6 * 1.05);
    }
  }

  @Test
  void moneyAndHoursBoundASearchAsTokensDo() throws IOException {
    double tokens =
        study.run(study.settings().with(Budget.ofTokens(70e6))).known().spent().tokens();

    assertThat(study.run(study.settings().with(Budget.ofMoney(140, 2))).known().spent().tokens())
        .isEqualTo(tokens);
    // The simulator makes a thousand tokens a second: 70e6 tokens, eight at a time.
    Budget hours = Budget.ofGpuHours(70e6 / 1000 / 3600 / 8, 8);
    assertThat(study.run(study.settings().with(hours)).known().spent().tokens()).isEqualTo(tokens);
  }

  /** The parents at full size are the least a report needs. */
  @Test
  void budgetBelowTheParentsCostEndsAfterThePilot() throws IOException {
    SearchRun.Outcome outcome = study.run(study.settings().with(Budget.ofTokens(15e6)));

    assertThat(outcome.known().spent().tokens()).isLessThan(15e6);
    assertThat(outcome.chosen()).isEqualTo(outcome.known().trials().keySet());
    assertThat(outcome.log().get(outcome.log().size() - 1).reason())
        .startsWith("the budget does not pay for the parents at full size:");
  }

  @Test
  void largerBudgetEvaluatesMore() throws IOException {
    double little = study.run(study.settings().with(Budget.ofShare(0.25))).known().spent().tokens();
    double much = study.run(study.settings().with(Budget.ofShare(0.6))).known().spent().tokens();

    assertThat(much).isGreaterThan(1.5 * little);
  }

  /**
   * As a killed driver does: a new searcher is shown the same samples, one step further each time.
   */
  @Test
  void resumedSearchTakesTheSameDecisions() throws IOException {
    SearchRun.Outcome whole = study.run(study.settings());
    List<Decision> again = new ArrayList<>();

    SearchRun.Outcome second =
        SearchRun.run(
            Strategies.start(study.settings(), study.grid()), study.simulator(), again::add);

    assertThat(again).isEqualTo(whole.log());
    assertThat(second.chosen()).isEqualTo(whole.chosen());
  }

  @Test
  void confirmationUsesHeldOutProblemsOnly() throws IOException {
    SearchRun.Outcome outcome = study.run(study.settings());

    Decision last = outcome.log().get(outcome.log().size() - 1);
    assertThat(last.verdict()).isEqualTo(SearchVerdict.CONFIRM);
    // A fifth of 3 x 30 problems.
    assertThat(last.reason()).contains("on 18 held-out problems");
    assertThat(last.p().orElseThrow()).isBetween(0.0, 1.0);
  }

  @Test
  void recordHoldsHowEveryCandidateEnded() throws IOException {
    SearchRun.Outcome outcome = study.run(study.settings());

    SearchRecord record = SearchRecorder.record(study.settings(), outcome, Candidate::id);

    assertThat(record.budget()).isEqualTo("35 % of the full grid's tokens");
    assertThat(record.candidates()).hasSameSizeAs(outcome.known().trials().keySet());
    assertThat(record.candidates().get(1).candidate()).isEqualTo("parent/think");
    assertThat(record.candidates().get(1).end()).isEqualTo(SearchRecord.End.FINAL);
    assertThat(record.candidates())
        .extracting(SearchRecord.Tried::end)
        .contains(SearchRecord.End.RESTING);
  }

  @Test
  void unknownStrategiesAndImpossibleBudgetsAreNamed() {
    assertThatThrownBy(() -> SearchStrategy.find("lucky"))
        .hasMessageStartingWith("Unknown strategy 'lucky'; known: [full-grid, random, bisection");
    assertThatThrownBy(
            () -> Strategies.start(study.settings().with(SearchStrategy.GP), study.grid()))
        .hasMessage(
            "Cannot search a grid by 'gp'; known: [full-grid, random, bisection, racing, adaptive]");
    assertThatThrownBy(() -> Budget.ofTokens(0))
        .hasMessage("Invalid budget: 0.0 TOKENS at 1.0 (both must be more than 0)");
    assertThatThrownBy(() -> Budget.ofGpuHours(1, 8).of(new Cost(1, Double.NaN)))
        .hasMessage(
            "Cannot count GPU hours: the samples have no generation times (use a budget in tokens)");
  }

  @Test
  void rungsGrowToTheWholeExam() {
    List<Fidelity> rungs = Rungs.of(study.benchmarks(), new Fidelity(8, 2), 3);

    assertThat(rungs)
        .containsExactly(new Fidelity(17, 2), new Fidelity(30, 3), new Fidelity(30, 10));
    // A pilot larger than a rung is that rung.
    assertThat(Rungs.of(study.benchmarks(), new Fidelity(30, 5), 3))
        .containsExactly(new Fidelity(30, 10));
  }
}
