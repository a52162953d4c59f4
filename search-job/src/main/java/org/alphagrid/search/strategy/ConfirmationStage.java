package org.alphagrid.search.strategy;

import static org.alphagrid.report.searchlog.SearchVerdict.CONFIRM;

import java.util.Collection;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Decision;
import org.alphagrid.search.HeldOut;
import org.alphagrid.search.PairedComparison;
import org.alphagrid.search.SearchSettings;
import org.alphagrid.search.SearchState;
import org.alphagrid.search.Trials;

/** Tests one merge on problems that no choice has seen. */
record ConfirmationStage(SearchSettings settings, SearchState known) {
  private static final String STAGE = "confirmation";

  /**
   * Returns the test, on held-out problems, of the merge that does best against the think parent.
   */
  Decision of(Collection<Candidate> alive, int stage) {
    HeldOut heldOut = new HeldOut(known.benchmarks(), settings.heldOut());
    if (settings.heldOut() == 0 || !heldOut.isPossible()) {
      return Decision.note(stage, STAGE, "no problems are held out for a test");
    }
    Candidate best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Candidate candidate : alive) {
      if (!candidate.isParent()) {
        double p = against(candidate, heldOut::choosing).pOfNotBeating(settings.margin());
        if (p < least) {
          least = p;
          best = candidate;
        }
      }
    }
    if (best == null) {
      return Decision.note(stage, STAGE, "no merge is left to test");
    }
    PairedComparison test = against(best, heldOut::testing);
    double p = test.pOfNotBeating(settings.margin());
    return Decision.tested(stage, STAGE, best, CONFIRM, Candidate.THINK, p, reason(best, test, p));
  }

  private String reason(Candidate best, PairedComparison test, double p) {
    return String.format(
        Locale.ROOT,
        "%s against the think parent on %d held-out problems: accuracy %+.1f points (± %.1f), %.0f %% fewer"
            + " tokens; %s a Pareto improvement (margin %.1f points)",
        best,
        test.accuracy().problems(),
        100 * test.accuracy().mean(),
        100 * test.accuracy().standardError(),
        100 * test.savedShare(),
        p <= settings.level() ? "confirmed as" : "not shown to be",
        100 * settings.margin());
  }

  private PairedComparison against(Candidate candidate, UnaryOperator<Trials> part) {
    return PairedComparison.of(
        part.apply(known.trials().get(candidate)), part.apply(known.trials().get(Candidate.THINK)));
  }
}
