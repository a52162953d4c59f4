package org.alphagrid.merge.job;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.alphagrid.core.spark.JobCommand;

/**
 * How a command ended.
 *
 * @param exitCode the code
 * @param err what it told the person who started it
 */
record Said(int exitCode, String err) {
  /** Runs a command in this JVM. */
  static Said by(Callable<Integer> command, List<String> arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int exitCode = JobCommand.run(command, arguments.toArray(String[]::new));
      return new Said(exitCode, err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }
}
