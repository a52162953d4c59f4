package org.alphagrid.core.spark;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/**
 * Holds how a command ended and what it printed.
 *
 * @param exitCode of the command
 * @param out what it printed to the output stream
 * @param err what it printed to the error stream
 */
public record CapturedCommand(int exitCode, String out, String err) {
  /** Runs a command in this JVM through its command line. */
  public static CapturedCommand run(Callable<Integer> command, String... arguments) {
    return of(() -> JobCommand.run(command, arguments));
  }

  /** Runs anything that prints and gives an exit code. */
  public static CapturedCommand of(Callable<Integer> command) {
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int exitCode = command.call();
      return new CapturedCommand(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } catch (Exception e) {
      throw new AssertionError("The command threw instead of ending with a code", e);
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }
}
