package org.alphagrid.bench.merge;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.alphagrid.merge.engine.Output;
import org.alphagrid.merge.engine.TensorMerger;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the milliseconds that one thread takes to merge three cached random models of 41 MB, by
 * method, once the statistics that the kernels need are known.
 */
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
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class KernelBenchmark {
  private static final int DIVIDE = 24;

  /** The merge method. */
  @Param({
    "linear",
    "slerp",
    "task_arithmetic",
    "ties",
    "dare_linear",
    "dare_ties",
    "della",
    "breadcrumbs",
    "sce",
    "emr",
    "surgical",
    "nearswap",
    "model_stock"
  })
  public String method;

  private final List<Output> nowhere = List.of(Output.to((bytes, count) -> {}));
  private BenchParents parents;
  private TensorMerger merger;

  /** Writes and opens the parents. */
  @Setup
  public void open() throws IOException {
    parents = new BenchParents(Files.createTempDirectory("alphagrid-kernels"), DIVIDE);
    merger = parents.merger(parents.points(method, 1));
    merger.prepare();
  }

  /** Deletes them. */
  @TearDown
  public void close() throws IOException {
    parents.close();
  }

  @Benchmark
  public void merge() throws IOException {
    KernelsBench.merge(parents, merger, nowhere);
  }

  @Benchmark
  public void bulkRead() throws IOException {
    parents.bulkRead(3);
  }
}
