package org.alphagrid.core.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.alphagrid.core.ResourceException;
import org.alphagrid.core.UserException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** Checks which exception of a chain a command prints, and its exit code. */
class ErrorLineTest {
  /** Fails with an exception. */
  @Command(name = "fail")
  private record Failing(Exception failure) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }

  private static void fails(Exception failure, int exitCode, String line) {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(JobCommand.run(new Failing(failure))).isEqualTo(exitCode);
    } finally {
      System.setErr(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines()).contains(line);
  }

  @Test
  void wrongInputIsPrintedHoweverItIsWrapped() {
    UserException wrong = new UserException("Invalid x: 0 (must be 1)", new IOException("cause"));
    fails(new IllegalStateException("a task failed", wrong), 2, "error: Invalid x: 0 (must be 1)");
    fails(new FileNotFoundException("Cannot read x"), 2, "error: Cannot read x");
  }

  @Test
  void refusedResourceIsPrintedInsteadOfItsCause() {
    ResourceException refused =
        new ResourceException(
            "Cannot write x: no space", new FileNotFoundException("x (no space)"));
    fails(new IOException("a task failed", refused), 1, "error: Cannot write x: no space");
  }

  @Test
  void rootCauseOfAnyOtherFailureIsPrinted() {
    fails(new IllegalStateException("outer", new IOException("inner")), 1, "error: inner");
  }
}
