package org.alphagrid.search.strategy;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.search.BenchmarkSize;
import org.alphagrid.search.Fidelity;

/** Computes the rungs of a race: each about three times the one before, the last at full size. */
public final class Rungs {
  private static final double GROWTH = 3;

  private Rungs() {}

  /**
   * Returns the rungs. Problems grow before samples: a new problem says more than another sample of
   * an old one.
   *
   * @param pilot what every candidate has before the race
   * @param number of rungs
   */
  public static List<Fidelity> of(BenchmarkSize benchmarks, Fidelity pilot, int number) {
    Fidelity full = benchmarks.full();
    Fidelity before =
        new Fidelity(
            Math.min(pilot.problems(), full.problems()), Math.min(pilot.samples(), full.samples()));
    List<Fidelity> rungs = new ArrayList<>();
    for (int left = number - 1; left > 0; left--) {
      double cells = full.problems() * full.samples() / Math.pow(GROWTH, left);
      int problems = (int) Math.min(full.problems(), Math.ceil(cells / before.samples()));
      int samples = (int) Math.min(full.samples(), Math.max(1, Math.round(cells / problems)));
      Fidelity rung = before.and(new Fidelity(problems, samples));
      if (!before.covers(rung) && !rung.covers(full)) {
        rungs.add(rung);
        before = rung;
      }
    }
    rungs.add(full);
    return rungs;
  }
}
