package org.alphagrid.report.recommend;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphagrid.report.curve.Interval;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Predicts from earlier runs. The pair of parents is the unit: several runs of one pair are
 * averaged, and leaving one out leaves out all of them.
 */
public final class PairPredictor {
  /** Names what a method must beat to be tried first: it needs no parameter and no base. */
  static final String BASELINE = "linear";

  private final double level;
  private final List<String> notes = new ArrayList<>();

  /**
   * Makes a predictor.
   *
   * @param level of intervals, between 0 and 1
   */
  public PairPredictor(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid level: %s (must be between 0 and 1)".formatted(level));
    }
    this.level = level;
  }

  /** Holds one pair, its runs as one. */
  private record Observed(
      String name, PairFeatures features, double transition, Map<String, Double> gains) {}

  public Advice advise(PairFeatures pair, List<PastRun> runs) {
    List<Observed> observed = observed(runs);
    List<Observed> crossing =
        observed.stream().filter(one -> !Double.isNaN(one.transition())).toList();
    List<String> columns = columns(pair, crossing);
    int needed = JackknifePlus.fewest(level);
    Optional<Advice.Predicted> transition = Optional.empty();
    if (crossing.size() >= needed) {
      transition = Optional.of(predict(pair, crossing, columns));
    }
    List<PastRun> known =
        runs.stream()
            .filter(run -> run.features().equals(pair) && !Double.isNaN(run.transition()))
            .toList();
    return new Advice(
        level,
        runs.size(),
        crossing.size(),
        needed,
        transition,
        known,
        methods(observed),
        checks(crossing, columns, needed),
        notes);
  }

  private List<Observed> observed(List<PastRun> runs) {
    Map<String, List<PastRun>> byPair = new LinkedHashMap<>();
    runs.forEach(run -> byPair.computeIfAbsent(run.pair(), key -> new ArrayList<>()).add(run));
    List<Observed> observed = new ArrayList<>();
    for (List<PastRun> own : byPair.values()) {
      String name = own.stream().map(PastRun::name).collect(joining(", "));
      double[] found =
          own.stream().mapToDouble(PastRun::transition).filter(t -> !Double.isNaN(t)).toArray();
      if (found.length == 0) {
        notes.add(
            name
                + ": the think ratio does not cross one half within its grid, so it says nothing"
                + " about the transition");
      }
      Map<String, List<Double>> gains = new TreeMap<>();
      own.forEach(
          run ->
              run.gains()
                  .forEach(
                      (method, gain) ->
                          gains.computeIfAbsent(method, key -> new ArrayList<>()).add(gain)));
      Map<String, Double> means = new TreeMap<>();
      gains.forEach((method, all) -> means.put(method, mean(all)));
      observed.add(
          new Observed(
              name,
              own.get(0).features(),
              Arrays.stream(found).average().orElse(Double.NaN),
              means));
    }
    return observed;
  }

  /** Returns the features that the pair and every run have. */
  private static List<String> columns(PairFeatures pair, List<Observed> observed) {
    Set<String> shared = new TreeSet<>(pair.values().keySet());
    observed.forEach(one -> shared.retainAll(one.features().values().keySet()));
    return List.copyOf(shared);
  }

  private Advice.Predicted predict(
      PairFeatures pair, List<Observed> observed, List<String> columns) {
    List<double[]> x = rows(observed, columns);
    double[] y = observed.stream().mapToDouble(Observed::transition).toArray();
    JackknifePlus jackknife = new JackknifePlus(x, y);
    double[] row = row(pair, columns);
    Interval interval = jackknife.interval(row, level);
    boolean uses = !Double.isInfinite(Ridge.fit(x, y).penalty());
    return new Advice.Predicted(within(jackknife.predict(row)), clipped(interval), uses);
  }

  private List<Advice.Check> checks(List<Observed> observed, List<String> columns, int needed) {
    List<Advice.Check> checks = new ArrayList<>();
    if (observed.size() < 3) {
      return checks;
    }
    List<double[]> x = rows(observed, columns);
    double[] y = observed.stream().mapToDouble(Observed::transition).toArray();
    for (int i = 0; i < y.length; i++) {
      List<double[]> others = JackknifePlus.leave(x, i);
      double[] known = JackknifePlus.leave(y, i);
      JackknifePlus jackknife = new JackknifePlus(others, known);
      Optional<Interval> interval =
          known.length >= needed
              ? Optional.of(clipped(jackknife.interval(x.get(i), level)))
              : Optional.empty();
      checks.add(
          new Advice.Check(
              observed.get(i).name(),
              y[i],
              within(jackknife.predict(x.get(i))),
              Arrays.stream(known).average().orElseThrow(),
              interval));
    }
    return checks;
  }

  /** Compares every method with the baseline, where a pair has both. */
  private List<Advice.MethodAdvice> methods(List<Observed> observed) {
    Map<String, List<Double>> differences = new TreeMap<>();
    for (Observed one : observed) {
      Double baseline = one.gains().get(BASELINE);
      if (baseline != null) {
        one.gains()
            .forEach(
                (method, gain) ->
                    differences
                        .computeIfAbsent(method, key -> new ArrayList<>())
                        .add(gain - baseline));
      }
    }
    List<Advice.MethodAdvice> found = new ArrayList<>();
    differences.forEach(
        (method, own) -> {
          if (!method.equals(BASELINE)) {
            found.add(
                new Advice.MethodAdvice(method, BASELINE, own.size(), mean(own), interval(own)));
          }
        });
    found.sort(Comparator.comparingDouble(Advice.MethodAdvice::gain).reversed());
    return found;
  }

  /** Returns an interval by Student's t over pairs. */
  private Optional<Interval> interval(List<Double> values) {
    int n = values.size();
    if (n < 2) {
      return Optional.empty();
    }
    double mean = mean(values);
    double squares = values.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum();
    double error = Math.sqrt(squares / (n - 1) / n);
    double half = new TDistribution(n - 1).inverseCumulativeProbability((1 + level) / 2) * error;
    return Optional.of(new Interval(mean - half, mean + half));
  }

  private static List<double[]> rows(List<Observed> observed, List<String> columns) {
    return observed.stream().map(one -> row(one.features(), columns)).toList();
  }

  private static double[] row(PairFeatures features, List<String> columns) {
    return columns.stream().mapToDouble(name -> features.values().get(name)).toArray();
  }

  private static double mean(List<Double> values) {
    OptionalDouble mean = values.stream().mapToDouble(value -> value).average();
    return mean.orElseThrow();
  }

  /** Returns the nearest alpha from 0 to 1. */
  private static double within(double alpha) {
    return Math.max(0, Math.min(1, alpha));
  }

  private static Interval clipped(Interval interval) {
    return new Interval(within(interval.low()), within(interval.high()));
  }
}
