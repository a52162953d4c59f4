package org.alphagrid.bench.generate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.eval.job.DefinitionArguments;
import org.alphagrid.eval.job.SweepEvaluation;
import org.alphagrid.eval.plan.Forecast;
import org.alphagrid.merge.job.SweepArguments;
import org.alphagrid.merge.sweep.Sweep;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Plans a sweep as the eval job does, and prints what that took. */
@Command(
    name = "bench plan",
    mixinStandardHelpOptions = true,
    description =
        "Plans a sweep as eval does, prompts and all, and prints time and heap against 60 s and 2"
            + " GiB. Writes nothing.")
public final class PlanBench implements Callable<Integer> {
  private static final double MOST_SECONDS = 60;
  private static final double MOST_BYTES = 2L << 30;

  @Mixin private SweepArguments arguments;

  @Mixin private DefinitionArguments definitions;

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new PlanBench(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    long started = System.nanoTime();
    Path conf = definitions.folder();
    Sweep sweep = SweepEvaluation.withSamples(arguments.sweep(), conf);
    Forecast forecast = new SweepEvaluation(arguments.preview(sweep), conf).forecast();
    double seconds = (System.nanoTime() - started) / 1e9;
    double bytes = peakHeap();
    Terminal.say(
        String.format(
            Locale.ROOT,
            "plan: %,d points, %,d of %,d samples missing, %,d tasks: %.1f s (%.2f of %.0f s), peak"
                + " heap %.0f MiB (%.2f of 2 GiB)",
            forecast.points(),
            forecast.missingSamples(),
            forecast.samples(),
            forecast.tasks(),
            seconds,
            seconds / MOST_SECONDS,
            MOST_SECONDS,
            bytes / (1 << 20),
            bytes / MOST_BYTES));
    return 0;
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(java.lang.management.MemoryUsage::getUsed)
        .sum();
  }
}
