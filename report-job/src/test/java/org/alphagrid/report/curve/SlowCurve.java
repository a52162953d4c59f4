package org.alphagrid.report.curve;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The statistics again from single samples, by the plainest formulas: a twin to compare with. */
final class SlowCurve {
  static final List<String> BENCHMARKS = List.of("a", "b");

  private SlowCurve() {}

  record Sample(
      String model, String benchmark, String problem, double score, int tokens, boolean thought) {}

  /** 1 to 5 samples on each of 40 problems per benchmark, so that weights matter. */
  static List<Sample> randomSamples(String model, Random random) {
    List<Sample> samples = new ArrayList<>();
    for (String benchmark : BENCHMARKS) {
      for (int problem = 0; problem < 40; problem++) {
        int count = 1 + random.nextInt(5);
        for (int sample = 0; sample < count; sample++) {
          double score = random.nextInt(3) / 2.0;
          int tokens = 1 + random.nextInt(4000);
          samples.add(
              new Sample(model, benchmark, "p" + problem, score, tokens, random.nextBoolean()));
        }
      }
    }
    return samples;
  }

  static List<ProblemTally> tallies(List<Sample> samples) {
    return samples.stream()
        .collect(
            groupingBy(
                sample -> sample.benchmark() + "/" + sample.problem(), TreeMap::new, toList()))
        .values()
        .stream()
        .map(SlowCurve::tally)
        .toList();
  }

  static double[] problemMeans(
      List<Sample> samples, String benchmark, ToDoubleFunction<Sample> value) {
    return samples.stream()
        .filter(sample -> sample.benchmark().equals(benchmark))
        .collect(groupingBy(Sample::problem))
        .values()
        .stream()
        .mapToDouble(group -> group.stream().mapToDouble(value).average().orElseThrow())
        .toArray();
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** From all pairs: the variance is half the mean squared difference of two of them. */
  static double standardError(double[] values) {
    double squares = 0;
    for (double one : values) {
      for (double other : values) {
        squares += (one - other) * (one - other);
      }
    }
    double n = values.length;
    double variance = squares / (2 * n * (n - 1));
    return Math.sqrt(variance / n);
  }

  private static ProblemTally tally(List<Sample> samples) {
    Sample first = samples.get(0);
    long thought = count(samples, Sample::thought);
    return new ProblemTally(
        first.model(),
        first.benchmark(),
        first.problem(),
        samples.size(),
        samples.stream().mapToDouble(Sample::score).sum(),
        samples.stream().mapToInt(Sample::tokens).sum(),
        0,
        0,
        new OutcomeCounts(thought, 0, 0, 0, 0, 0));
  }

  private static long count(List<Sample> samples, Predicate<Sample> predicate) {
    return samples.stream().filter(predicate).count();
  }
}
