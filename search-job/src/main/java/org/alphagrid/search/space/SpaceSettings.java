package org.alphagrid.search.space;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.alphagrid.search.BenchmarkSize;
import org.alphagrid.search.Budget;
import org.alphagrid.search.Fidelity;

/**
 * Holds how a space is searched.
 *
 * @param seed of every random choice
 * @param evaluations most candidates to try, the parents not counted
 * @param initial candidates spread over the space before anything is learnt
 * @param inFlight candidates under way at once
 * @param samples of each problem that a candidate takes at first
 * @param heldOut share of the problems that no choice sees; only the final candidates take them
 * @param finalists most merges that take all problems and samples
 * @param budget the most to spend, if there is a limit
 */
public record SpaceSettings(
    long seed,
    int evaluations,
    int initial,
    int inFlight,
    int samples,
    double heldOut,
    int finalists,
    Optional<Budget> budget) {

  public SpaceSettings {
    requireNonNull(budget, "budget is null");
    require(evaluations >= 1, "evaluations", evaluations, "at least 1");
    require(initial >= 1, "initial", initial, "at least 1");
    require(inFlight >= 1, "in_flight", inFlight, "at least 1");
    require(samples >= 1, "samples", samples, "at least 1");
    require(heldOut >= 0 && heldOut < 1, "held_out", heldOut, "at least 0 and less than 1");
    require(finalists >= 1, "finalists", finalists, "at least 1");
    if (budget.filter(own -> own.unit() == Budget.Unit.SHARE).isPresent()) {
      throw new IllegalArgumentException(
          "Invalid budget: a share of the full grid (a space has no grid; use tokens, GPU hours or"
              + " money)");
    }
  }

  /** Returns the default: 40 candidates, four at a time, a third of the problems held out. */
  public static SpaceSettings withSeed(long seed) {
    return new SpaceSettings(seed, 40, 10, 4, 1, 1.0 / 3, 12, Optional.empty());
  }

  /** Returns the extent that choices see. */
  public Fidelity seen(BenchmarkSize benchmarks) {
    int problems = benchmarks.mostProblems();
    int leading = (int) Math.max(2, Math.ceil(problems * (1 - heldOut) - 1e-9));
    return new Fidelity(Math.min(problems, leading), Math.min(samples, benchmarks.samples()));
  }

  /** Returns how many candidates are tried before the first proposal. */
  int spread() {
    return Math.min(initial, evaluations);
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Invalid %s of a search: %s (must be %s)".formatted(name, value, expected));
    }
  }
}
