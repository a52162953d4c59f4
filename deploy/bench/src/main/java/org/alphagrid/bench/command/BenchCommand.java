package org.alphagrid.bench.command;

import java.util.concurrent.Callable;
import org.alphagrid.bench.generate.GenerateBench;
import org.alphagrid.bench.generate.PlanBench;
import org.alphagrid.bench.merge.MergeBench;
import org.alphagrid.bench.report.ReportBench;
import org.alphagrid.bench.search.SearchBench;
import org.alphagrid.core.spark.JobCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Chooses what to measure. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures a job against limits of this machine.",
    subcommands = {
      MergeBench.class,
      GenerateBench.class,
      PlanBench.class,
      ReportBench.class,
      SearchBench.class
    },
    footer = {
      "  cluster   measures one executor against two on a cluster of this machine",
      "",
      "bench WHAT --help tells the options of one."
    })
public final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Entry point for the launcher. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new BenchCommand(), arguments));
  }

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing what to measure");
  }
}
