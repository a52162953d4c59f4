package org.alphagrid.merge.method.statistic;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds per element of the exact threshold of a top share, and of summing twice. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MagnitudeThresholdBenchmark.COUNT)
public class MagnitudeThresholdBenchmark {
  static final int COUNT = 10_000_000;

  private final float[] magnitudes = new float[COUNT];

  /** Fills the array. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    for (int i = 0; i < COUNT; i++) {
      magnitudes[i] = (float) Math.abs(random.nextGaussian());
    }
  }

  @Benchmark
  public float threshold() {
    return MagnitudeThreshold.of(magnitudes, COUNT / 5);
  }

  @Benchmark
  public double sumTwice() {
    double sum = 0;
    for (int round = 0; round < 2; round++) {
      for (float magnitude : magnitudes) {
        sum += magnitude;
      }
    }
    return sum;
  }
}
