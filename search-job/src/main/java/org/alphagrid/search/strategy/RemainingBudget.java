package org.alphagrid.search.strategy;

import java.util.Locale;
import java.util.Optional;
import org.alphagrid.search.Budget;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Cost;
import org.alphagrid.search.CostModel;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.GridLines;
import org.alphagrid.search.SearchState;

/**
 * Computes what a budget still pays for.
 *
 * @param lines the grid whose cost a share is of
 */
record RemainingBudget(Budget budget, SearchState known, GridLines lines) {
  /** Returns what is left, in the budget's unit. */
  double left() {
    return budget.limit(new CostModel(known).fullGrid(lines)) - budget.of(known.spent());
  }

  /** Returns what a tried candidate still costs up to an extent, in the budget's unit. */
  double price(Candidate candidate, Fidelity extent) {
    return budget.of(new CostModel(known).rest(candidate, extent));
  }

  /** Returns why the budget does not pay for the least that a report needs; empty if it does. */
  Optional<String> missing() {
    Fidelity full = known.benchmarks().full();
    double needed = price(Candidate.DIRECT, full) + price(Candidate.THINK, full);
    return needed <= left()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the budget does not pay for the parents at full size: %,.4g needed, %,.4g left; the"
                    + " report has the pilot only",
                needed,
                left()));
  }

  /** Returns the line of the log that says what is left. */
  String text() {
    Cost full = new CostModel(known).fullGrid(lines);
    return String.format(
        Locale.ROOT,
        "the full grid would cost about %,.0f tokens; spent so far %.1f %% of it; budget %s",
        full.tokens(),
        100 * known.spent().tokens() / full.tokens(),
        budget);
  }
}
