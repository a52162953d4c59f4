package org.alphagrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the scripts under {@code deploy/} as a user does, on what this build made. */
final class Launcher {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final Path folder;
  private final List<String> global = new ArrayList<>();
  private Path jars;
  private String javaOptions = "";

  /**
   * @param folder where logs and outputs go
   */
  Launcher(Path folder) {
    this.folder = folder;
  }

  /** Returns a file or folder of the checkout. */
  static Path home(String path) {
    return HOME.resolve(path);
  }

  /**
   * Returns a launcher on a cluster. A driver there only plans, so it starts sooner where nothing
   * is compiled twice.
   */
  Launcher on(StandaloneCluster cluster) {
    Launcher changed = with(List.of("--master", cluster.url()));
    changed.javaOptions = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
    return changed;
  }

  /** Returns a launcher in one JVM that tries a failed task again, as clusters do. */
  Launcher tryingAgain() {
    return with(List.of("--master", "local[2,4]"));
  }

  /** Returns a launcher with settings of Spark. */
  Launcher with(String... sparkConf) {
    List<String> options = new ArrayList<>();
    for (String setting : sparkConf) {
      options.addAll(List.of("--spark-conf", setting));
    }
    return with(options);
  }

  private Launcher with(List<String> options) {
    Launcher changed = new Launcher(folder);
    changed.jars = jars;
    changed.javaOptions = javaOptions;
    changed.global.addAll(global);
    changed.global.addAll(options);
    return changed;
  }

  /** Returns a launcher with a folder of more jars. */
  Launcher withJars(Path more) {
    Launcher changed = with(List.of());
    changed.jars = more;
    return changed;
  }

  /** Returns the folder with the jars of Hadoop's S3 client. */
  static Path s3Jars() {
    return home("deploy/s3a/target/jars");
  }

  /** Holds what a finished command left. */
  record Outcome(int exitCode, String output) {
    Outcome succeeds() {
      assertThat(exitCode).as(output).isZero();
      return this;
    }
  }

  /** Runs {@code deploy/alphagrid} to its end. */
  Outcome run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }

  /** Starts {@code deploy/alphagrid}. */
  Started start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home("deploy/alphagrid").toString());
    command.addAll(global);
    command.addAll(List.of(arguments));
    Path output = folder.resolve("launcher-" + RUNS.incrementAndGet() + ".out");
    ProcessBuilder process = process(command, folder).redirectOutput(output.toFile());
    process.environment().put("ALPHAGRID_JAVA_OPTS", javaOptions);
    if (jars != null) {
      process.environment().put("ALPHAGRID_JARS", jars.toString());
    }
    return new Started(process.start(), output);
  }

  /**
   * Returns a process that sees neither another Spark nor settings of the person who runs the
   * tests.
   */
  static ProcessBuilder process(List<String> command, Path folder) {
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.directory(folder.toFile());
    process.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    process.environment().keySet().removeIf(name -> name.startsWith("ALPHAGRID_"));
    process.environment().put("ALPHAGRID_BUILD", "never");
    process.environment().put("ALPHAGRID_MEMORY", "1g");
    process.environment().put("ALPHAGRID_LOG_DIR", folder.resolve("logs").toString());
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return process;
  }

  /** Holds a running command. */
  record Started(Process process, Path output) {
    Outcome end() throws IOException, InterruptedException {
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        kill();
        throw new AssertionError("not done after ten minutes:\n" + Files.readString(output));
      }
      return new Outcome(process.exitValue(), Files.readString(output));
    }

    /** Ends the script and the driver's JVM at once. */
    void kill() throws InterruptedException {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }
}
