package org.alphagrid.core.spark;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.alphagrid.core.UserException;
import org.apache.spark.SparkConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Runs a job's command line and turns the outcome into an exit code: 0 done, 1 an unexpected
 * failure (details in the log), 2 the input is wrong (the message says what).
 */
public final class JobCommand {
  private static final Logger LOG = LoggerFactory.getLogger(JobCommand.class);
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  private JobCommand() {}

  /** Parses and runs; never throws. */
  public static int run(Callable<Integer> command, String... arguments) {
    CommandLine line = new CommandLine(command);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // The last mention wins, so that a launcher's defaults can be replaced.
    line.setOverwrittenOptionsAllowed(true);
    line.getCommandSpec().version("alphagrid " + version());
    HadoopSettings.apply(new SparkConf());
    line.setExecutionExceptionHandler(
        (failure, commandLine, parsed) -> report(failure, commandLine));
    return line.execute(arguments);
  }

  private static String version() {
    String version = JobCommand.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  private static int report(Exception failure, CommandLine line) {
    Throwable wrongInput = wrongInput(failure);
    PrintWriter err = line.getErr();
    String name = line.getCommandName();
    if (wrongInput != null) {
      err.println(name + ": " + wrongInput.getMessage());
      LOG.debug("{} stopped by its input", name, failure);
      return BAD_INPUT;
    }
    err.println(name + ": " + rootMessage(failure));
    LOG.error("{} failed", name, failure);
    return FAILED;
  }

  /** An executor's complaint about its input arrives wrapped in Spark's own exception. */
  private static Throwable wrongInput(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserException
          || cause instanceof UserException
          || cause instanceof FileNotFoundException) {
        return cause;
      }
    }
    return null;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    // What comes from another process may carry that one's stack trace; the log has it.
    return message.split("\n\tat ", 2)[0];
  }
}
