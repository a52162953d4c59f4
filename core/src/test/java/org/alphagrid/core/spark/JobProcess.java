package org.alphagrid.core.spark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of this class path in a JVM of its own, to be killed, starved or run beside another.
 */
public final class JobProcess {
  private final List<String> command = new ArrayList<>();
  private String prefix = "";

  /** A JVM set up like this one, with everything but its heap. */
  public JobProcess() {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-Xmx"))
        .forEach(command::add);
  }

  /** Adds options of the JVM. */
  public JobProcess with(String... options) {
    command.addAll(List.of(options));
    return this;
  }

  /** A shell command that runs first, such as a limit that the program inherits. */
  public JobProcess after(String shell) {
    prefix = shell + "; ";
    return this;
  }

  /**
   * Starts it.
   *
   * @param log what it says is added there
   */
  public Process start(Path log, Class<?> main, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("bash", "-c", prefix + "exec \"$@\"", "job"));
    all.addAll(command);
    all.add("-cp");
    all.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    all.add(main.getName());
    all.addAll(List.of(arguments));
    return new ProcessBuilder(all)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Runs it to its end, which comes within five minutes. */
  public int run(Path log, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return end(start(log, main, arguments), log);
  }

  /** Waits for a process that must succeed. */
  public static void succeeds(Process process, Path log) throws IOException, InterruptedException {
    int exitCode = end(process, log);
    if (exitCode != 0) {
      throw new AssertionError("exit code %d:\n%s".formatted(exitCode, Files.readString(log)));
    }
  }

  /** Waits for a process to end and gives its exit code. */
  public static int end(Process process, Path log) throws IOException, InterruptedException {
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("not done after five minutes:\n" + Files.readString(log));
    }
    return process.exitValue();
  }
}
