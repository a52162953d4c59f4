package org.alphagrid.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a real Spark standalone cluster: a master and two workers in processes of their own. */
final class StandaloneCluster implements AutoCloseable {
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  private final Path folder;

  private StandaloneCluster(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts one with {@code deploy/standalone/cluster}.
   *
   * @param folder for its logs and work folders
   * @param options of the script
   */
  static StandaloneCluster start(Path folder, String... options)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    StandaloneCluster cluster = new StandaloneCluster(folder);
    cluster.script("start", options);
    return cluster;
  }

  /** Returns the master's address. */
  String url() {
    return read("url");
  }

  /** Returns a worker's process, 1 or 2. */
  ProcessHandle worker(int number) {
    return ProcessHandle.of(Long.parseLong(read("worker-" + number + ".pid"))).orElseThrow();
  }

  /** Returns a worker's executor; empty unless one runs. */
  Stream<ProcessHandle> executors(int worker) {
    return worker(worker)
        .descendants()
        .filter(p -> p.info().commandLine().orElse("").contains(EXECUTOR));
  }

  /** Starts a worker anew after its process was killed. */
  void restartWorker(int number) throws IOException, InterruptedException {
    script("restart-worker", Integer.toString(number));
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file)).strip();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void script(String verb, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Launcher.home("deploy/standalone/cluster").toString());
    command.add(verb);
    command.addAll(List.of(options));
    ProcessBuilder process = Launcher.process(command, folder);
    process.environment().put("ALPHAGRID_CLUSTER_DIR", folder.toString());
    Path output = folder.resolve(verb + ".out");
    Process running = process.redirectOutput(output.toFile()).start();
    if (!running.waitFor(3, TimeUnit.MINUTES) || running.exitValue() != 0) {
      running.destroyForcibly();
      throw new AssertionError("cluster " + verb + " failed:\n" + Files.readString(output));
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    script("stop");
  }
}
