package org.alphagrid.core.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
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
    CapturedCommand command = CapturedCommand.run(new Failing(failure));
    assertThat(command.exitCode()).isEqualTo(exitCode);
    assertThat(command.err().lines()).contains(line);
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

  /** Whoever read it: a file that is no JSON is the user's to put right. */
  @Test
  void fileThatIsNoJsonIsWrongInput() {
    assertThatThrownBy(() -> new ObjectMapper().readTree("{\"a\":\n ]"))
        .satisfies(
            failure -> {
              CapturedCommand command =
                  CapturedCommand.run(new Failing(new IllegalStateException("outer", failure)));
              assertThat(command.exitCode()).isEqualTo(2);
              assertThat(command.err())
                  .contains("error: Cannot read a JSON file at line 2, column ", "']'");
            });
  }

  @Test
  void rootCauseOfAnyOtherFailureIsPrinted() {
    fails(new IllegalStateException("outer", new IOException("inner")), 1, "error: inner");
  }

  @Command(name = "choose", subcommands = Chosen.class)
  private record Choosing() implements Callable<Integer> {
    @Override
    public Integer call() {
      return 0;
    }
  }

  /** Does nothing. */
  @Command(name = "chosen")
  static final class Chosen implements Callable<Integer> {
    @Override
    public Integer call() {
      return 0;
    }
  }

  @Test
  void unknownSubcommandIsToldWithTheKnownOnes() {
    CapturedCommand command = CapturedCommand.run(new Choosing(), "chose");
    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err())
        .startsWith(
            "error: Unknown choose command 'chose'; did you mean 'chosen'? known: [chosen]");
  }
}
