package org.alphagrid.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import org.alphagrid.report.pareto.Hypervolume;

/**
 * Draws fronts that the data leave possible: accuracy and tokens of every candidate in bootstrap
 * draws of the shared problems, the same draws for all.
 */
public final class FrontDraws {
  private static final int DRAWS = 200;

  /**
   * Tells by how much errors of accuracy are widened for {@link #chance}: candidates rest because
   * they looked bad on the very problems that are drawn from.
   */
  private static final double WIDENING = 1.5;

  private final Map<Candidate, double[]> accuracies = new HashMap<>();
  private final Map<Candidate, double[]> tokens = new HashMap<>();
  private final double[] reference = new double[DRAWS];
  private final Map<Candidate, double[]> wider = new HashMap<>();
  private final List<Integer> sizes = new ArrayList<>();
  private final long seed;

  /**
   * @param trials of one extent
   */
  public FrontDraws(Map<Candidate, Trials> trials, long seed) {
    this.seed = seed;
    SplittableRandom random = KeyedRandom.of(seed, "fronts");
    Map<String, int[][]> drawn = new HashMap<>();
    trials
        .values()
        .iterator()
        .next()
        .byBenchmark()
        .forEach(
            (name, problems) -> {
              int[][] draws = new int[DRAWS][problems.length];
              for (int[] draw : draws) {
                Arrays.setAll(draw, i -> random.nextInt(draw.length));
              }
              drawn.put(name, draws);
              sizes.add(problems.length);
            });
    trials.forEach(
        (candidate, own) -> {
          accuracies.put(candidate, means(own, drawn, true));
          double[] lengths = means(own, drawn, false);
          tokens.put(candidate, lengths);
          for (int draw = 0; draw < DRAWS; draw++) {
            reference[draw] = Math.max(reference[draw], lengths[draw]);
          }
        });
  }

  private static double[] means(Trials trials, Map<String, int[][]> drawn, boolean accuracy) {
    double[] means = new double[DRAWS];
    for (String name : trials.byBenchmark().keySet()) {
      double[] values = trials.problemMeans(name, accuracy ? Trial::score : Trial::tokens);
      int[][] draws = drawn.get(name);
      for (int draw = 0; draw < DRAWS; draw++) {
        double sum = 0;
        for (int problem : draws[draw]) {
          sum += values[problem];
        }
        means[draw] += sum / values.length / drawn.size();
      }
    }
    return means;
  }

  /** Returns the mean hypervolume of a set over the draws. */
  double hypervolume(Collection<Candidate> set) {
    double sum = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      int at = draw;
      double[] accuracy = set.stream().mapToDouble(c -> accuracies.get(c)[at]).toArray();
      double[] length = set.stream().mapToDouble(c -> tokens.get(c)[at]).toArray();
      sum += Hypervolume.of(accuracy, length, reference[draw]);
    }
    return sum / DRAWS;
  }

  /**
   * Returns the share of the draws in which a candidate is not dominated by the rival that
   * dominates it most often, with errors of accuracy widened. Rivals are mostly neighbours on a
   * line, alike in truth: counting the draws in which any of them dominates would add up the errors
   * of all of them, and the more points a steep part had, the less each would seem to be worth.
   *
   * <p>Each takes one more problem of every benchmark that it gets right or wrong by a coin of its
   * own (rule of succession): that two did the same on a few problems does not prove that they do.
   */
  double chance(Candidate candidate) {
    int undominated = DRAWS;
    for (Candidate rival : accuracies.keySet()) {
      if (!rival.equals(candidate)) {
        undominated = Math.min(undominated, DRAWS - dominations(rival, candidate));
      }
    }
    return (double) undominated / DRAWS;
  }

  /** Returns the number of draws in which a rival dominates a candidate. */
  private int dominations(Candidate rival, Candidate candidate) {
    double[] accuracy = wider.computeIfAbsent(candidate, this::widened);
    double[] rivalAccuracy = wider.computeIfAbsent(rival, this::widened);
    double[] length = tokens.get(candidate);
    double[] rivalLength = tokens.get(rival);
    int dominations = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double more = rivalAccuracy[draw] - accuracy[draw];
      double longer = rivalLength[draw] - length[draw];
      dominations += more >= 0 && longer <= 0 && (more > 0 || longer < 0) ? 1 : 0;
    }
    return dominations;
  }

  private double[] widened(Candidate candidate) {
    SplittableRandom coin = KeyedRandom.of(seed, "coins", candidate.id());
    double[] drawn = accuracies.get(candidate);
    double middle = Arrays.stream(drawn).average().orElseThrow();
    double[] means = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double error = drawn[draw] - middle;
      for (int problems : sizes) {
        double toss = coin.nextBoolean() ? 1 : 0;
        error += (toss - drawn[draw]) / (problems + 1) / sizes.size();
      }
      means[draw] = middle + WIDENING * error;
    }
    return means;
  }

  /**
   * Holds a candidate and what it adds to the hypervolume of those before it, where that is known.
   */
  public record Gain(Candidate candidate, OptionalDouble hypervolume) {}

  /**
   * Returns candidates in the order in which each adds most to those before it. The sum of draws is
   * over what may be true, so an unsure candidate counts for what it might be.
   *
   * @param given counted as there already
   */
  public List<Gain> order(Collection<Candidate> given, Collection<Candidate> others) {
    Set<Candidate> left = new LinkedHashSet<>(others);
    left.removeAll(given);
    List<Candidate> taken = new ArrayList<>(given);
    double before = hypervolume(taken);
    List<Gain> order = new ArrayList<>();
    while (!left.isEmpty()) {
      Candidate best = null;
      double most = Double.NEGATIVE_INFINITY;
      for (Candidate candidate : left) {
        taken.add(candidate);
        double with = hypervolume(taken);
        taken.remove(taken.size() - 1);
        if (with > most) {
          most = with;
          best = candidate;
        }
      }
      order.add(new Gain(best, OptionalDouble.of(most - before)));
      taken.add(best);
      left.remove(best);
      before = most;
    }
    return order;
  }
}
