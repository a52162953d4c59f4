package org.alphagrid.search.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.alphagrid.search.BenchmarkSize;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Evaluator;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.KeyedRandom;
import org.alphagrid.search.Trial;
import org.alphagrid.search.TrialRequest;
import org.alphagrid.search.Trials;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Answers requests by drawing from a surface: right or wrong by a coin, lengths log-normal. A
 * problem is easy or hard for all candidates alike, so that they are as paired as real merges are;
 * with a growing think ratio the difficulty moves from that of the direct mode to that of thinking.
 * The mean over all problems there could be is exactly the surface's.
 */
public final class Simulator implements Evaluator {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private final Surface surface;
  private final BenchmarkSize benchmarks;
  private final Noise noise;
  private final long seed;

  /**
   * Simulates answers on a surface.
   *
   * @param benchmarks must be the surface's
   */
  public Simulator(Surface surface, BenchmarkSize benchmarks, Noise noise, long seed) {
    this.surface = surface;
    this.benchmarks = benchmarks;
    this.noise = noise;
    this.seed = seed;
  }

  @Override
  public BenchmarkSize benchmarks() {
    return benchmarks;
  }

  @Override
  public SortedMap<Candidate, Trials> evaluate(List<TrialRequest> requests) {
    SortedMap<Candidate, Trials> answers = new TreeMap<>();
    for (TrialRequest request : requests) {
      answers.put(request.candidate(), trials(request.candidate(), request.extent()));
    }
    return answers;
  }

  private Trials trials(Candidate candidate, Fidelity extent) {
    Map<String, Trial[][]> byBenchmark = new LinkedHashMap<>();
    benchmarks
        .problems()
        .forEach(
            (name, size) -> {
              TrueMetrics level = surface.at(candidate, name);
              Trial[][] problems = new Trial[Math.min(size, extent.problems())][];
              for (int problem = 0; problem < problems.length; problem++) {
                problems[problem] = problem(candidate, name, level, problem, extent.samples());
              }
              byBenchmark.put(name, problems);
            });
    return new Trials(extent, byBenchmark);
  }

  private Trial[] problem(
      Candidate candidate, String benchmark, TrueMetrics level, int problem, int samples) {
    SplittableRandom own = KeyedRandom.of(seed, "problem", benchmark, problem);
    double direct = KeyedRandom.normal(own);
    double thinking =
        noise.agreement() * direct
            + Math.sqrt(1 - noise.agreement() * noise.agreement()) * KeyedRandom.normal(own);
    double ease = mixed(direct, thinking, level.thinkRatio());
    double right = chance(level.accuracy(), ease);
    // Hard problems get long answers.
    double length =
        noise.lengthBetween() * (-0.6 * ease + 0.8 * KeyedRandom.normal(own))
            - noise.lengthBetween() * noise.lengthBetween() / 2;
    SplittableRandom random = KeyedRandom.of(seed, candidate.id(), benchmark, problem);
    Trial[] trials = new Trial[samples];
    for (int sample = 0; sample < samples; sample++) {
      double log =
          length
              + noise.lengthWithin() * KeyedRandom.normal(random)
              - noise.lengthWithin() * noise.lengthWithin() / 2;
      int tokens = (int) Math.max(1, Math.round(level.tokens() * Math.exp(log)));
      double score = random.nextDouble() < right ? 1 : 0;
      boolean thought = random.nextDouble() < level.thinkRatio();
      trials[sample] = new Trial(score, tokens, thought, tokens / 1000.0);
    }
    return trials;
  }

  /** Returns a mixture of unit variance, whatever the share. */
  private double mixed(double direct, double thinking, double share) {
    double variance =
        (1 - share) * (1 - share) + share * share + 2 * share * (1 - share) * noise.agreement();
    return variance == 0 ? direct : ((1 - share) * direct + share * thinking) / Math.sqrt(variance);
  }

  /** Returns the chance on a problem of given ease; its mean over a normal ease is the accuracy. */
  private double chance(double accuracy, double ease) {
    if (accuracy <= 0 || accuracy >= 1) {
      return accuracy;
    }
    double spread = noise.difficulty();
    double middle = NORMAL.inverseCumulativeProbability(accuracy) * Math.sqrt(1 + spread * spread);
    return NORMAL.cumulativeProbability(middle + spread * ease);
  }
}
