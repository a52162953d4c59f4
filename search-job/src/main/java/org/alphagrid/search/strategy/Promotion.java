package org.alphagrid.search.strategy;

import static org.alphagrid.report.searchlog.SearchVerdict.FINAL;
import static org.alphagrid.report.searchlog.SearchVerdict.PROMOTE;
import static org.alphagrid.report.searchlog.SearchVerdict.REST;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Decision;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.FrontDraws;

/**
 * Chooses the candidates that go on to a rung: the parents and, in the order of their worth, as
 * many others as the budget allows with every fourth of them at full size.
 *
 * @param extent of the rung
 * @param last whether it is at full size
 * @param name of the stage
 */
record Promotion(RemainingBudget budget, Fidelity extent, boolean last, int stage, String name) {
  /** Divides the candidates of one rung: every fourth can be paid for on the last. */
  private static final int SURVIVORS = 4;

  /** Bounds the share of the hypervolume that a point must add to be worth its tokens. */
  private static final double LEAST_GAIN = 0.0001;

  /**
   * Returns the candidates that go on, parents first.
   *
   * @param order of merges; the parents stand before them
   * @param decisions to which each one is added
   */
  List<Candidate> take(List<FrontDraws.Gain> order, List<Decision> decisions) {
    Fidelity full = budget.known().benchmarks().full();
    double left = budget.left();
    List<Candidate> taken = new ArrayList<>(List.of(Candidate.DIRECT, Candidate.THINK));
    for (Candidate parent : taken) {
      left -= budget.price(parent, full);
      decisions.add(
          Decision.of(stage, name, parent, last ? FINAL : PROMOTE, "a parent, always kept"));
    }
    int survivors = 0;
    for (FrontDraws.Gain gain : order) {
      Candidate candidate = gain.candidate();
      boolean survives = last || survivors * SURVIVORS <= taken.size() - 2;
      double price = budget.price(candidate, survives ? full : extent);
      String worth = worth(gain);
      if (gain.hypervolume().orElse(LEAST_GAIN) < LEAST_GAIN) {
        decisions.add(Decision.of(stage, name, candidate, REST, worth + ", too little"));
      } else if (price > left) {
        decisions.add(
            Decision.of(stage, name, candidate, REST, worth + ", but the budget has no more"));
      } else {
        left -= price;
        survivors += survives ? 1 : 0;
        taken.add(candidate);
        decisions.add(Decision.of(stage, name, candidate, last ? FINAL : PROMOTE, worth));
      }
    }
    return taken;
  }

  private static String worth(FrontDraws.Gain gain) {
    return gain.hypervolume().isEmpty()
        ? "in random order"
        : String.format(
            Locale.ROOT, "adds %.4f to the hypervolume", gain.hypervolume().getAsDouble());
  }
}
