package org.alphagrid.report.generation;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** All samples of one model on one problem, in the order of their indices or any other. */
public record ProblemGenerations(
    String model, String benchmark, String problem, List<Generation> generations) {

  public ProblemGenerations {
    requireNonNull(model, "model is null");
    requireNonNull(benchmark, "benchmark is null");
    requireNonNull(problem, "problem is null");
    generations = List.copyOf(generations);
    if (generations.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid samples of %s on %s/%s: none (must be at least one)"
              .formatted(model, benchmark, problem));
    }
  }

  int right() {
    return (int) generations.stream().filter(Generation::isRight).count();
  }

  /** Mean score where a sample of more than {@code budget} tokens counts as wrong. */
  double scoreWithin(double budget) {
    double sum = 0;
    for (Generation generation : generations) {
      sum += generation.tokens() <= budget ? generation.score() : 0;
    }
    return sum / generations.size();
  }
}
