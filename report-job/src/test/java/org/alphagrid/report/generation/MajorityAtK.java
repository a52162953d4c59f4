package org.alphagrid.report.generation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The score of the answer that most samples give (self-consistency, Wang et al., arXiv 2203.11171).
 * All right answers vote together however they are written, other answers by their text; no answer
 * is no vote. A tie scores its expected value: the mean over the tied answers.
 */
final class MajorityAtK {
  /** Right answers share one ballot. */
  private static final long RIGHT = 1;

  private MajorityAtK() {}

  /** Over all samples. */
  static double of(List<Generation> generations) {
    Map<Long, Integer> votes = new HashMap<>();
    Map<Long, Double> scores = new HashMap<>();
    for (Generation generation : generations) {
      if (generation.answer() != Generation.NO_ANSWER) {
        long ballot = generation.isRight() ? RIGHT : generation.answer();
        votes.merge(ballot, 1, Integer::sum);
        scores.merge(ballot, generation.score(), Double::sum);
      }
    }
    int most = votes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return votes.entrySet().stream()
        .filter(ballot -> ballot.getValue() == most)
        .mapToDouble(ballot -> scores.get(ballot.getKey()) / most)
        .average()
        .orElse(0);
  }

  /** Mean over random subsets of k samples. */
  static double of(List<Generation> generations, int k, int subsets, Random random) {
    if (k < 1 || k > generations.size()) {
      throw new IllegalArgumentException(
          "Invalid majority@%d of %d samples (k must be between 1 and the samples)"
              .formatted(k, generations.size()));
    }
    List<Generation> shuffled = new ArrayList<>(generations);
    double sum = 0;
    for (int i = 0; i < subsets; i++) {
      Collections.shuffle(shuffled, random);
      sum += of(shuffled.subList(0, k));
    }
    return sum / subsets;
  }
}
