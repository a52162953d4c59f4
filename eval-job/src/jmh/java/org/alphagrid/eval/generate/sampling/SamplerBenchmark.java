package org.alphagrid.eval.generate.sampling;

import java.util.Collection;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.protocol.Decoding;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Microseconds of one draw from 151,936 logits by one thread, beside those of a copy of the logits,
 * which no sampler outside the engine can do without.
 */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SamplerBenchmark {
  private static final int VOCABULARY = 151_936;
  private static final TokenHistory HISTORY = new TokenHistory(TokenIds.of(0), 1);

  /** Standard deviation of the logits: a flat, a usual and a peaked distribution. */
  @Param({"0.5", "2", "6"})
  double spread;

  private final Sampler sampler = new Sampler(VOCABULARY);
  private final float[] logits = new float[VOCABULARY];
  private final float[] copy = new float[VOCABULARY];
  private long step;

  /** Runs all of it and prints every figure with its ratio to a copy. */
  public static void main(String[] arguments) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(SamplerBenchmark.class.getName())
                    .jvmArgsAppend("-Xmx1g")
                    .build())
            .run();
    double copy = Double.NaN;
    for (RunResult result : results) {
      String name = result.getPrimaryResult().getLabel();
      double micros = result.getPrimaryResult().getScore();
      copy = name.equals("copy") ? micros : copy;
      System.out.printf(
          Locale.ROOT,
          "%s, spread %s: %.0f us, %.1f copies%n",
          name,
          result.getParams().getParam("spread"),
          micros,
          micros / copy);
    }
  }

  /** Draws the logits. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    for (int i = 0; i < VOCABULARY; i++) {
      logits[i] = (float) (spread * random.nextGaussian());
    }
  }

  /** What it is measured against. */
  @Benchmark
  public float[] copy() {
    System.arraycopy(logits, 0, copy, 0, VOCABULARY);
    return copy;
  }

  /** The largest. */
  @Benchmark
  public int greedy() {
    return next(new Decoding(0, 0, 1, 0, 1));
  }

  /** From all tokens. */
  @Benchmark
  public int temperature() {
    return next(new Decoding(0.6, 0, 1, 0, 1));
  }

  /** From the smallest set that has 0.95 of the mass. */
  @Benchmark
  public int topP() {
    return next(new Decoding(0.6, 0, 0.95, 0, 1));
  }

  /** From the best 20. */
  @Benchmark
  public int topK() {
    return next(new Decoding(0.6, 20, 0.95, 0, 1));
  }

  private int next(Decoding decoding) {
    return sampler.next(logits, decoding, HISTORY, StepRandom.uniform(1, step++));
  }
}
