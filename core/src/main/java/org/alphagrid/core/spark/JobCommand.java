package org.alphagrid.core.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FileNotFoundException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.alphagrid.core.ResourceException;
import org.alphagrid.core.UserException;
import org.alphagrid.core.plugin.Suggestion;
import org.apache.spark.SparkConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Runs a command line and turns the outcome into an exit code: 0 done, 1 an unexpected failure
 * (details in the log), 2 wrong usage or input. What went wrong is printed as one line that begins
 * with {@code error:}.
 */
public final class JobCommand {
  private static final Logger LOG = LoggerFactory.getLogger(JobCommand.class);
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  private JobCommand() {}

  /** Parses the arguments, runs the command and returns its exit code; never throws. */
  public static int run(Callable<Integer> command, String... arguments) {
    CommandLine line = new CommandLine(command);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // The last mention wins, so that a launcher's defaults can be replaced.
    line.setOverwrittenOptionsAllowed(true);
    String version = "alphagrid " + version();
    line.getCommandSpec().version(version);
    line.getSubcommands().values().forEach(one -> one.getCommandSpec().version(version));
    HadoopSettings.apply(new SparkConf());
    line.setOut(Terminal.out()).setErr(Terminal.err());
    line.setParameterExceptionHandler(JobCommand::reportUsage);
    line.setExecutionExceptionHandler(
        (failure, commandLine, parsed) -> report(failure, commandLine.getCommandName()));
    return line.execute(arguments);
  }

  private static String version() {
    String version = JobCommand.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  private static int report(Exception failure, String name) {
    Throwable told = find(failure, UserException.class);
    if (told == null) {
      told = find(failure, ResourceException.class, FileNotFoundException.class);
    }
    if (told == null
        && find(failure, JsonProcessingException.class) instanceof JsonProcessingException json) {
      told = new UserException(notJson(json), json);
    }
    Terminal.error(told == null ? rootMessage(failure) : told.getMessage());
    if (told instanceof UserException || told instanceof FileNotFoundException) {
      LOG.debug("{} stopped by its input", name, failure);
      return BAD_INPUT;
    }
    LOG.error("{} failed", name, failure);
    return FAILED;
  }

  private static int reportUsage(CommandLine.ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    Terminal.error(message(failure, line));
    line.usage(line.getErr());
    return BAD_INPUT;
  }

  /** A command that chooses among others knows their names. */
  private static String message(CommandLine.ParameterException failure, CommandLine line) {
    if (failure instanceof CommandLine.UnmatchedArgumentException unmatched
        && !line.getSubcommands().isEmpty()) {
      return Suggestion.unknown(
          line.getCommandName() + " command",
          unmatched.getUnmatched().get(0),
          line.getSubcommands().keySet());
    }
    return failure.getMessage();
  }

  /** Finds the outermost exception of some types: what an executor throws arrives wrapped. */
  private static Throwable find(Throwable failure, Class<?>... types) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Throwable candidate = cause;
      if (Stream.of(types).anyMatch(type -> type.isInstance(candidate))) {
        return cause;
      }
    }
    return null;
  }

  /**
   * Every JSON file that is read is the user's or a program's, and who reads it may not know it.
   */
  private static String notJson(JsonProcessingException failure) {
    String where =
        failure.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(failure.getLocation().getLineNr(), failure.getLocation().getColumnNr());
    return "Cannot read a JSON file%s: %s".formatted(where, failure.getOriginalMessage());
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
