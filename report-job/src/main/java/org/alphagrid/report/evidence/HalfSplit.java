package org.alphagrid.report.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Splits the problems of every benchmark into two random halves: one to choose, one to test. */
final class HalfSplit {
  /** Fewer leave a half without an error. */
  private static final int FEWEST_PROBLEMS = 4;

  private final List<ProblemGrid> choosing = new ArrayList<>();
  private final List<ProblemGrid> testing = new ArrayList<>();
  private final ImprovementRule rule;

  /**
   * Splits the problems of every benchmark into halves.
   *
   * @param seed the same seed splits the same problems the same way, whatever the models
   */
  HalfSplit(List<ProblemGrid> grids, ImprovementRule rule, long seed) {
    this.rule = rule;
    for (ProblemGrid grid : grids) {
      List<String> problems = new ArrayList<>(grid.problems());
      Collections.shuffle(problems, new Random(seed ^ grid.benchmark().hashCode()));
      Set<String> first = new HashSet<>(problems.subList(0, problems.size() / 2));
      Set<String> second = new HashSet<>(problems.subList(problems.size() / 2, problems.size()));
      choosing.add(grid.only(first));
      testing.add(grid.only(second));
    }
  }

  static boolean isPossible(List<ProblemGrid> grids) {
    return grids.stream().allMatch(grid -> grid.problems().size() >= FEWEST_PROBLEMS);
  }

  /** Returns the confirmation; empty if no model can be compared with the parent. */
  Optional<HoldoutConfirmation> confirm(String parent, List<String> models) {
    return new ImprovementJudge(choosing, rule)
        .over(parent, models).stream()
            .filter(found -> found.verdict() != Improvement.Verdict.REFUSED)
            .min(Comparator.comparingDouble(Improvement::p))
            .flatMap(
                chosen ->
                    new ImprovementJudge(testing, rule)
                        .over(parent, List.of(chosen.model())).stream()
                            .findFirst()
                            .map(test -> new HoldoutConfirmation(chosen, test)));
  }
}
