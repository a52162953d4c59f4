package org.alphagrid.bench.merge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.alphagrid.bench.BenchOutput;
import org.alphagrid.bench.ProcessMemory;
import org.alphagrid.merge.tensor.BlockMath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures the merge engine against plain reading, summing and copying in the same run, on parents
 * it makes itself. Nothing but ratios says anything about a machine that others use too.
 */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description =
        "Measures merging on random parents of the shape of Qwen2.5-0.5B, made in a scratch folder"
            + " (3 GB, 5 GB while storing) and deleted afterwards.")
public final class MergeBench implements Callable<Integer> {
  private static final int THRESHOLD_FLOATS = 100_000_000;

  /** Names what is measured. */
  enum Part {
    KERNELS,
    GRID,
    THRESHOLD,
    STORE,
    THROUGHPUT
  }

  @Parameters(paramLabel = "FOLDER", description = "Scratch folder on the disk to be measured.")
  private Path scratch;

  @Option(
      names = "--divide",
      paramLabel = "N",
      defaultValue = "1",
      description = "Layers and vocabulary divided by this (default: ${DEFAULT-VALUE}).")
  private int divide;

  @Option(
      names = "--tries",
      paramLabel = "N",
      defaultValue = "3",
      description = "Tries of each measurement, the fastest counts (default: ${DEFAULT-VALUE}).")
  private int tries;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "Of ${COMPLETION-CANDIDATES}; all by default.")
  private Set<Part> only = EnumSet.allOf(Part.class);

  @Override
  public Integer call() throws IOException {
    BenchOutput.say("arithmetic: %s", BlockMath.fastest().name());
    Path folder = Files.createDirectories(scratch).resolve("alphagrid-bench");
    try (BenchParents parents = new BenchParents(folder, divide)) {
      BenchOutput.say(
          "parents: 3 of %.0f MB, %d tensors", parents.bytes() / 1e6, parents.tensors().size());
      for (Part part : EnumSet.copyOf(only)) {
        switch (part) {
          case KERNELS -> KernelsBench.run(parents, tries);
          case GRID -> GridBench.run(parents, tries);
          case THRESHOLD -> ThresholdBench.run(THRESHOLD_FLOATS / divide, tries);
          case STORE -> new StoreBench(parents, tries).run();
          case THROUGHPUT -> ThroughputBench.run(parents, tries);
        }
      }
      BenchOutput.say(
          "%npeak resident memory: %s, cached parents counted once for each mapping",
          ProcessMemory.peakText());
    }
    return 0;
  }
}
