package org.alphagrid.core.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The launcher, run as a user runs it, on what this build made; for integration tests. */
public final class LauncherProcess {
  private static final Path LAUNCHER = Path.of("../deploy/alphagrid").toAbsolutePath().normalize();

  private LauncherProcess() {}

  /** What a finished command left. */
  public record Outcome(int exitCode, String output) {
    /** Requires success. */
    public Outcome succeeds() {
      assertThat(exitCode).as(output).isZero();
      return this;
    }
  }

  /**
   * Runs it to its end.
   *
   * @param folder where its log goes
   */
  public static Outcome run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "launcher", ".out");
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.directory(folder.toFile()).redirectOutput(output.toFile());
    process.environment().keySet().removeIf(name -> name.startsWith("ALPHAGRID_"));
    process.environment().put("ALPHAGRID_BUILD", "never");
    process.environment().put("ALPHAGRID_MEMORY", "1g");
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int exitCode = JobProcess.end(process.start(), output);
    return new Outcome(exitCode, Files.readString(output));
  }
}
