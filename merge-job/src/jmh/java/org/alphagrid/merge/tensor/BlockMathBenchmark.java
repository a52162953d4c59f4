package org.alphagrid.merge.tensor;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds per element of the arithmetic on one block, plain and by vectors. */
@State(Scope.Thread)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-XX:CompileCommand=quiet",
      "-XX:CompileCommand=dontinline,org.alphagrid.merge.tensor.LoopsOf*::*"
    })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BlockMathBenchmark.COUNT)
public class BlockMathBenchmark {
  static final int COUNT = 4096;

  /** Which arithmetic. */
  @Param({"scalar", "fastest"})
  public String arithmetic;

  private final float[] x = new float[COUNT];
  private final float[] y = new float[COUNT];
  private final float[] origin = new float[COUNT];
  private final float[] target = new float[COUNT];
  private final byte[][] stored = new byte[3][2 * COUNT];
  private final StoredVectors vectors =
      new StoredVectors(new byte[][] {stored[0], stored[1]}, stored[2], 0, COUNT);
  private final StoredResult[] targets = new StoredResult[11];
  private final LinearCombination[] one = {LinearCombination.plain(new float[] {0.3f, 0.7f}, 1)};
  private final LinearCombination[] eleven = new LinearCombination[11];
  private final double[][] sums = new double[3][BlockSums.LANES];
  private final CounterRandom random = CounterRandom.of(1, "a.weight", 0);
  private BlockMath math;

  /** Fills the arrays. */
  @Setup
  public void fill() {
    math = arithmetic.equals("scalar") ? BlockMath.scalar() : BlockMath.fastest();
    Random numbers = new Random(1);
    for (int i = 0; i < COUNT; i++) {
      x[i] = (float) numbers.nextGaussian();
      y[i] = (float) numbers.nextGaussian();
      origin[i] = (float) numbers.nextGaussian();
    }
    float[][] values = {x, y, origin};
    for (int v = 0; v < values.length; v++) {
      math.codec().encode(DType.BF16, values[v], COUNT, stored[v], 0);
    }
    for (int f = 0; f < eleven.length; f++) {
      targets[f] = new StoredResult(new byte[2 * COUNT], 0, new StripedChecksum());
      eleven[f] = LinearCombination.plain(new float[] {0.05f + 0.08f * f, 0.95f - 0.08f * f}, 1);
    }
  }

  @Benchmark
  public float[] decodeBfloat16() {
    math.codec().decode(DType.BF16, stored[0], 0, target, COUNT);
    return target;
  }

  @Benchmark
  public byte[] encodeBfloat16() {
    math.codec().encode(DType.BF16, x, COUNT, targets[0].bytes(), 0);
    return targets[0].bytes();
  }

  @Benchmark
  public float[] decodeFloat16() {
    math.codec().decode(DType.F16, stored[0], 0, target, COUNT);
    return target;
  }

  @Benchmark
  public byte[] encodeFloat16() {
    math.codec().encode(DType.F16, x, COUNT, targets[0].bytes(), 0);
    return targets[0].bytes();
  }

  @Benchmark
  public boolean sumOfStored() {
    return math.forms().combineBfloat16(one, vectors, targets);
  }

  @Benchmark
  public boolean elevenSumsOfStored() {
    return math.forms().combineBfloat16(eleven, vectors, targets);
  }

  @Benchmark
  public float[] weighLargest() {
    math.masks().weighLargest(0x3f000000, x, origin, 2, 0.5f, target, COUNT);
    return target;
  }

  @Benchmark
  public float[] weighDrawn() {
    math.masks().weighDrawn(random, CounterRandom.limit(0.5), x, origin, 2, 0.5f, target, 0, COUNT);
    return target;
  }

  @Benchmark
  public float[] addElected() {
    math.masks().addElected(new float[][] {x, y}, null, origin, 1, target, COUNT);
    return target;
  }

  @Benchmark
  public int addComparison() {
    return math.sums().addComparison(sums[0], sums[1], sums[2], x, y, 0, COUNT);
  }
}
