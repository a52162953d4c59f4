package org.alphagrid.report.job;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Holds what the command lines of this module's jobs share. */
final class JobLine {
  /** Wrong usage, or input that cannot be used. */
  static final int WRONG_INPUT = 2;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // Read by picocli.
  private boolean help;

  /** Runs a job and returns its exit code. */
  static int execute(Callable<Integer> job, ReportTerminal terminal, String... args) {
    return new CommandLine(job)
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setParameterExceptionHandler(JobLine::explainUsage)
        .execute(args);
  }

  private static int explainUsage(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("error: " + e.getMessage());
    command.usage(command.getErr());
    return WRONG_INPUT;
  }
}
