package org.alphagrid.report.evidence;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.alphagrid.report.curve.ProblemTally;

/**
 * Holds the problem means of all models on one benchmark, over the same problems in the same order,
 * so that models can be compared problem by problem. A model that lacks a problem is left out.
 */
public final class ProblemGrid {
  private final String benchmark;
  private final List<String> problems;
  private final Map<String, List<ProblemTally>> byModel;

  private ProblemGrid(
      String benchmark, List<String> problems, Map<String, List<ProblemTally>> byModel) {
    this.benchmark = benchmark;
    this.problems = problems;
    this.byModel = byModel;
  }

  /**
   * Makes the grid of one benchmark.
   *
   * @param tallies of any models and benchmarks, in any order
   */
  public static ProblemGrid of(String benchmark, List<ProblemTally> tallies) {
    List<ProblemTally> own =
        tallies.stream()
            .filter(tally -> tally.benchmark().equals(benchmark))
            .sorted(Comparator.comparing(ProblemTally::problem))
            .toList();
    TreeSet<String> problems = new TreeSet<>();
    own.forEach(tally -> problems.add(tally.problem()));
    Map<String, List<ProblemTally>> byModel =
        new TreeMap<>(own.stream().collect(groupingBy(ProblemTally::model)));
    byModel.values().removeIf(model -> model.size() < problems.size());
    return new ProblemGrid(benchmark, List.copyOf(problems), byModel);
  }

  /** Returns one grid per benchmark, in the given order. */
  public static List<ProblemGrid> of(List<String> benchmarks, List<ProblemTally> tallies) {
    List<ProblemGrid> grids = new ArrayList<>();
    benchmarks.forEach(benchmark -> grids.add(of(benchmark, tallies)));
    return grids;
  }

  public String benchmark() {
    return benchmark;
  }

  public List<String> problems() {
    return problems;
  }

  /** Models with every problem, sorted by id. */
  public List<String> models() {
    return List.copyOf(byModel.keySet());
  }

  public boolean contains(String model) {
    return byModel.containsKey(model);
  }

  /** Returns the mean score of each problem, between 0 and 1. */
  public double[] scores(String model) {
    return values(model, ProblemTally::meanScore);
  }

  /** Returns the mean tokens per sample of each problem. */
  double[] tokens(String model) {
    return values(model, ProblemTally::meanTokens);
  }

  /**
   * Returns the natural logarithms of {@link #tokens}. A sample has at least one token; means of
   * zero come from errors only and count as one.
   */
  public double[] logTokens(String model) {
    return values(model, tally -> Math.log(Math.max(1, tally.meanTokens())));
  }

  /** Returns the share of samples with a thought of each problem. */
  double[] thoughts(String model) {
    return values(model, tally -> (double) tally.outcomes().thought() / tally.samples());
  }

  /** Returns the mean generation seconds per sample of each problem; NaN where none are stored. */
  double[] seconds(String model) {
    return values(model, ProblemTally::meanSeconds);
  }

  /** Returns the same models on some of the problems. */
  ProblemGrid only(Set<String> chosen) {
    Map<String, List<ProblemTally>> part = new TreeMap<>();
    byModel.forEach(
        (model, tallies) ->
            part.put(
                model,
                tallies.stream().filter(tally -> chosen.contains(tally.problem())).toList()));
    return new ProblemGrid(benchmark, problems.stream().filter(chosen::contains).toList(), part);
  }

  /** Returns the share of samples stopped by the token cap, over all problems. */
  double truncated(String model) {
    double sum = 0;
    for (double share :
        values(model, tally -> (double) tally.outcomes().truncated() / tally.samples())) {
      sum += share;
    }
    return sum / problems.size();
  }

  private double[] values(String model, ToDoubleFunction<ProblemTally> value) {
    List<ProblemTally> tallies = byModel.get(model);
    if (tallies == null) {
      throw new IllegalArgumentException(
          "Unknown model '%s' on %s; known: %s".formatted(model, benchmark, byModel.keySet()));
    }
    return tallies.stream().mapToDouble(value).toArray();
  }
}
