package org.alphagrid.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.alphagrid.core.spark.JobProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingFolderTest {
  private static final String READY = "ready";

  @TempDir Path place;

  /** Holds an staging until it is killed. */
  public static final class Holder {
    private Holder() {}

    /**
     * Begins an staging.
     *
     * @param arguments the place
     */
    public static void main(String[] arguments) throws Exception {
      StagingFolder staging = StagingFolder.begin(new org.apache.hadoop.fs.Path(arguments[0]));
      Files.createDirectories(local(staging));
      Files.writeString(local(staging).resolve(READY), "");
      Thread.sleep(600_000);
      staging.close();
    }
  }

  @Test
  void onlyLeftoversOfKilledRunsAreRemoved() throws Exception {
    Process first = start();
    Process second = start();
    assertThat(names()).hasSize(4);
    try (StagingFolder mine = StagingFolder.begin(hadoop())) {
      assertThat(names()).as("two living runs and this one's lock").hasSize(5);
      long renewed = modified(second) + 1000;
      while (modified(second) < renewed) {
        Thread.sleep(50);
      }
      StagingFolder.removeLeftovers(hadoop());
      assertThat(names()).as("renewed locks are still locked").hasSize(5);
      first.destroyForcibly().waitFor();
      StagingFolder.removeLeftovers(hadoop());
      assertThat(names()).as("folder and lock of the killed one").hasSize(3);
      assertThat(mine.folder().getParent().getName()).isEqualTo("_inflight");
    }
    assertThat(names()).hasSize(2);
    assertThat(StagingFolder.isAnyAlive(hadoop())).isTrue();
    second.destroyForcibly().waitFor();
    assertThat(StagingFolder.isAnyAlive(hadoop())).isFalse();
    assertThat(names()).hasSize(2);
    StagingFolder.removeLeftovers(hadoop());
    assertThat(all()).doesNotExist();
  }

  @Test
  void foreignFilesAreKept() throws IOException {
    String foreign = UUID.randomUUID().toString();
    for (String name : List.of("x", "a." + foreign, foreign + "-x", "README.md")) {
      Files.createDirectories(all().resolve(name));
    }
    Files.createDirectories(all().resolve(foreign));
    Files.createDirectories(all().resolve(foreign + ".alive." + foreign + ".now"));
    Files.createDirectories(all().resolve("_" + foreign + ".alive.now"));
    StagingFolder.removeLeftovers(hadoop());
    assertThat(names()).hasSize(4).doesNotContain(foreign);
    assertThat(StagingFolder.isAnyAlive(hadoop())).isFalse();
    StagingFolder.removeLeftovers(new org.apache.hadoop.fs.Path(place.resolve("nowhere").toUri()));
    assertThat(place.resolve("nowhere")).doesNotExist();
  }

  @Test
  void runsOfOneProcessAreAliveToEachOther() throws IOException {
    try (StagingFolder one = StagingFolder.begin(hadoop());
        StagingFolder two = StagingFolder.begin(hadoop())) {
      Files.createDirectories(local(one));
      Files.createDirectories(local(two));
      StagingFolder.removeLeftovers(hadoop());
      assertThat(names()).hasSize(4);
    }
    assertThat(all()).doesNotExist();
  }

  /** A run that ends removes the folder that another is about to write to. */
  @Test
  void concurrentRunsKeepEachOthersFolders() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Void>> runs = new ArrayList<>();
    for (int r = 0; r < 200; r++) {
      runs.add(
          threads.submit(
              () -> {
                try (StagingFolder staging = StagingFolder.begin(hadoop())) {
                  Files.createDirectories(local(staging));
                  Files.writeString(local(staging).resolve(READY), "");
                  assertThat(local(staging).resolve(READY)).exists();
                }
                return null;
              }));
    }
    for (Future<Void> run : runs) {
      run.get();
    }
    threads.shutdown();
    assertThat(all()).doesNotExist();
  }

  private Process start() throws IOException, InterruptedException {
    Path log = place.resolveSibling(place.getFileName() + ".log");
    long before = ready();
    Process process =
        new JobProcess()
            .with("-Xmx128m", "-Dalphagrid.run-lock.seconds=1")
            .start(log, Holder.class, place.toUri().toString());
    while (ready() == before) {
      assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
      Thread.sleep(10);
    }
    return process;
  }

  /** When the newest lock of another process was renewed. */
  private long modified(Process owner) throws IOException {
    assertThat(owner.isAlive()).isTrue();
    long newest = 0;
    for (String name : names()) {
      if (name.endsWith(".alive")) {
        newest = Math.max(newest, Files.getLastModifiedTime(all().resolve(name)).toMillis());
      }
    }
    return newest;
  }

  private long ready() throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(file -> file.endsWith(READY)).count();
    }
  }

  private Path all() {
    return place.resolve("_inflight");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(all())) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  private static Path local(StagingFolder staging) throws IOException {
    return Storage.localFile(staging.folder());
  }

  private org.apache.hadoop.fs.Path hadoop() {
    return new org.apache.hadoop.fs.Path(place.toUri());
  }
}
