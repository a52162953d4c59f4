package org.alphagrid.report.factorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Lists the questions that a sweep can answer, each about settings that differ in nothing else. */
final class ContrastList {
  /** More pairs or steps than a person reads, and each costs the others power. */
  private static final int MOST_NAMES = 6;

  private static final int MOST_STEPS = 24;

  private final Design design;
  private final Strata strata;
  private final List<String> benchmarks;
  private final List<Contrast> found = new ArrayList<>();

  private ContrastList(Design design, List<String> benchmarks) {
    this.design = design;
    this.strata = new Strata(design.cells());
    this.benchmarks = benchmarks;
  }

  /** Returns main effects and interactions of two settings. */
  static List<Contrast> effects(Design design, List<String> benchmarks) {
    ContrastList list = new ContrastList(design, benchmarks);
    list.mainEffects();
    list.interactions();
    return list.found;
  }

  /** Returns single steps, and effects at one level, method or benchmark. */
  static List<Contrast> places(Design design, List<String> benchmarks) {
    ContrastList list = new ContrastList(design, benchmarks);
    list.steps();
    list.parametersByPlace();
    list.byBenchmark();
    return list.found;
  }

  private void mainEffects() {
    for (Factor factor : design.factors()) {
      simple(strata, factor, (levels, weights) -> everywhere(factor.name(), levels, weights));
    }
    strata.level().ifPresent(level -> againstTheRest("benchmark", "", level));
  }

  private void interactions() {
    List<Factor> factors = design.factors();
    for (int i = 0; i < factors.size(); i++) {
      for (int j = i + 1; j < factors.size(); j++) {
        interaction(factors.get(i), factors.get(j));
      }
    }
    for (Factor factor : factors) {
      simple(
          strata,
          factor,
          (levels, weights) -> againstTheRest(factor.name() + " × benchmark", levels, weights));
    }
  }

  private void interaction(Factor one, Factor other) {
    String name = one.name() + " × " + other.name();
    if (one.numeric() && other.numeric()) {
      // The more even the levels of the outer factor, the less a gap in the grid matters.
      add(name, one.ends() + " × " + other.ends(), strata.trendOfTrend(other, one));
    } else if (one.numeric() != other.numeric()) {
      Factor number = one.numeric() ? one : other;
      Factor category = one.numeric() ? other : one;
      pairs(
          category,
          (from, to) ->
              add(
                  name,
                  number.ends() + ", " + to + " against " + from,
                  strata.trendPair(number, category, from, to)));
    }
  }

  private void steps() {
    for (Factor factor : design.factors()) {
      int levels = factor.levels().size();
      if (factor.numeric() && levels > 2 && levels <= MOST_STEPS) {
        for (int i = 1; i < levels; i++) {
          String from = factor.levels().get(i - 1);
          String to = factor.levels().get(i);
          add(factor.name(), from + " → " + to, strata.step(factor, from, to));
        }
      }
    }
  }

  /** Adds contrasts that show where a retention rate matters: at which alpha, in which method. */
  private void parametersByPlace() {
    for (Factor parameter : design.parameters()) {
      for (Factor place : design.factors()) {
        boolean few = place.levels().size() <= (place.numeric() ? MOST_STEPS : MOST_NAMES);
        if (!place.equals(parameter) && few) {
          for (String level : place.levels()) {
            Design there = design.only(cell -> level.equals(cell.settings().get(place.name())));
            new Strata(there.cells())
                .trend(parameter)
                .ifPresent(
                    weights ->
                        found.add(
                            new Contrast(
                                parameter.name(),
                                parameter.ends(),
                                Map.of(place.name(), level),
                                everyBenchmark(weights))));
          }
        }
      }
    }
  }

  private void byBenchmark() {
    if (benchmarks.size() < 2) {
      return;
    }
    for (Factor factor : design.factors()) {
      simple(
          strata,
          factor,
          (levels, weights) -> {
            for (int b = 0; b < benchmarks.size(); b++) {
              found.add(
                  new Contrast(
                      factor.name(),
                      levels,
                      Map.of("benchmark", benchmarks.get(b)),
                      Map.of(b, weights)));
            }
          });
    }
  }

  /** Passes on the trend of a number, or every pair of names. */
  private static void simple(Strata strata, Factor factor, BiConsumer<String, Weights> consumer) {
    if (factor.numeric()) {
      strata.trend(factor).ifPresent(weights -> consumer.accept(factor.ends(), weights));
    } else {
      pairs(
          factor,
          (from, to) ->
              strata
                  .pair(factor, from, to)
                  .ifPresent(weights -> consumer.accept(from + " → " + to, weights)));
    }
  }

  /**
   * Passes on all pairs of few names; of many methods, each with the first; of many others none.
   */
  private static void pairs(Factor factor, BiConsumer<String, String> consumer) {
    List<String> names = factor.levels();
    if (names.size() > MOST_NAMES && !factor.name().equals(Factor.METHOD)) {
      return;
    }
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        if (i == 0 || names.size() <= MOST_NAMES) {
          consumer.accept(names.get(i), names.get(j));
        }
      }
    }
  }

  private void add(String effect, String levels, Optional<Weights> weights) {
    weights.ifPresent(own -> everywhere(effect, levels, own));
  }

  private void everywhere(String effect, String levels, Weights weights) {
    found.add(new Contrast(effect, levels, Map.of(), everyBenchmark(weights)));
  }

  /** Returns weights over all benchmarks, each with the same weight. */
  private Map<Integer, Weights> everyBenchmark(Weights weights) {
    Map<Integer, Weights> all = new TreeMap<>();
    for (int b = 0; b < benchmarks.size(); b++) {
      all.put(b, weights.times(1.0 / benchmarks.size()));
    }
    return all;
  }

  /**
   * Adds the contrast on one benchmark, less the mean of the others; of two benchmarks one says it
   * all.
   */
  private void againstTheRest(String effect, String levels, Weights weights) {
    int count = benchmarks.size();
    for (int b = 0; b < (count < 3 ? count - 1 : count); b++) {
      Map<Integer, Weights> own = new TreeMap<>();
      for (int other = 0; other < count; other++) {
        own.put(other, other == b ? weights : weights.times(-1.0 / (count - 1)));
      }
      String against = benchmarks.get(b) + " against the rest";
      found.add(
          new Contrast(
              effect, levels.isEmpty() ? against : levels + ", " + against, Map.of(), own));
    }
  }
}
