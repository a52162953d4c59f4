package org.alphagrid.search.job;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.sweep.Sweep;
import org.alphagrid.search.BenchmarkSize;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Fidelity;

/** Maps candidates to grid points, and the points of a sweep to candidates. */
final class CandidatePoints {
  private final Sweep sweep;
  private final Map<Candidate, GridPoint> known = new TreeMap<>();
  private final List<Candidate> grid;

  /** Binds the points of a sweep. Points that equal a parent are that parent. */
  CandidatePoints(Sweep sweep) {
    this.sweep = sweep;
    known.put(Candidate.DIRECT, GridPoint.of(ParentRole.DIRECT));
    known.put(Candidate.THINK, GridPoint.of(ParentRole.THINK));
    for (GridPoint point : sweep.mergedPoints()) {
      Map<String, String> coordinates = new HashMap<>(point.distinctive());
      point.alpha().ifPresent(alpha -> coordinates.put("alpha", alpha));
      known.put(new Candidate(point.method(), coordinates), point);
    }
    this.grid = known.keySet().stream().filter(candidate -> !candidate.isParent()).toList();
  }

  /** Returns the merges of the sweep's own grid, and nothing that a search proposed. */
  List<Candidate> grid() {
    return grid;
  }

  /**
   * Returns the point of a candidate, which need not be one of the grid.
   *
   * @throws UserException when its method or a coordinate is unknown
   */
  synchronized GridPoint of(Candidate candidate) {
    return known.computeIfAbsent(
        candidate, unknown -> Coordinates.point(unknown, sweep.parents().keySet()));
  }

  /**
   * Returns the sweep with some points and some problems; the parents where no point is named.
   *
   * @param problems of each benchmark, the first in the shuffled order
   */
  Sweep stage(Collection<Candidate> candidates, int problems, int samples) {
    Set<GridPoint> chosen = new LinkedHashSet<>();
    candidates.forEach(candidate -> chosen.add(of(candidate)));
    if (chosen.isEmpty()) {
      chosen.add(GridPoint.of(ParentRole.DIRECT));
      chosen.add(GridPoint.of(ParentRole.THINK));
    }
    return sweep.with(List.copyOf(chosen)).with(sweep.eval().with(problems, true, samples));
  }

  /** Returns the sweep with some points, at full size. */
  Sweep stage(Collection<Candidate> candidates) {
    return stage(candidates, sweep.eval().problems(), sweep.eval().samples());
  }

  /** Returns the sweep with some points, on an extent. */
  Sweep stage(Collection<Candidate> candidates, Fidelity extent, BenchmarkSize benchmarks) {
    return stage(
        candidates, Math.min(extent.problems(), benchmarks.mostProblems()), extent.samples());
  }

  /** Returns the numbers of problems and samples that there are. */
  BenchmarkSize benchmarks(Map<String, List<String>> problems) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    problems.forEach((benchmark, ids) -> sizes.put(benchmark, ids.size()));
    return new BenchmarkSize(sizes, sweep.eval().samples());
  }
}
