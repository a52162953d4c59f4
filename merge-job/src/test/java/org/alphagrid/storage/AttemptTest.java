package org.alphagrid.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.alphagrid.job.JobProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptTest {
  private static final String READY = "ready";

  @TempDir Path parent;

  /** Holds an attempt until it is killed. */
  public static final class Holder {
    private Holder() {}

    /**
     * @param arguments the folder and the prefix
     */
    public static void main(String[] arguments) throws Exception {
      Attempt attempt = Attempt.begin(new org.apache.hadoop.fs.Path(arguments[0]), arguments[1]);
      Files.createDirectories(local(attempt));
      Files.writeString(local(attempt).resolve(READY), "");
      Thread.sleep(600_000);
      attempt.close();
    }
  }

  @Test
  void whatAKilledRunLeftIsRemovedAndALivingRunsStays() throws Exception {
    Process first = start("a.");
    Process second = start("a.");
    Process other = start("b.");
    assertThat(names("a.")).hasSize(4);
    try (Attempt mine = Attempt.begin(hadoop(), "a.")) {
      assertThat(names("a.")).as("two living runs and this one's mark").hasSize(5);
      long renewed = modified(second) + 1000;
      while (modified(second) < renewed) {
        Thread.sleep(50);
      }
      Attempt.removeLeftovers(hadoop(), "a.");
      assertThat(names("a.")).as("renewed marks are still locked").hasSize(5);
      first.destroyForcibly().waitFor();
      Attempt.removeLeftovers(hadoop(), "b.");
      assertThat(names("a.")).as("not of this kind").hasSize(5);
      Attempt.removeLeftovers(hadoop(), "a.");
      assertThat(names("a.")).as("folder and mark of the killed one").hasSize(3);
      assertThat(mine.folder().getName()).startsWith("a.");
    }
    assertThat(names("a.")).hasSize(2);
    second.destroyForcibly().waitFor();
    other.destroyForcibly().waitFor();
    Attempt.removeLeftovers(hadoop(), "a.");
    assertThat(names("a.")).isEmpty();
    assertThat(names("b.")).hasSize(2);
    Attempt.removeLeftovers(hadoop(), "b.");
    assertThat(names("")).isEmpty();
  }

  @Test
  void everythingElseStays() throws IOException {
    String foreign = UUID.randomUUID().toString();
    for (String name : List.of("x", "a.x", "a." + foreign + "-x", "aa." + foreign, "README.md")) {
      Files.createDirectories(parent.resolve(name));
    }
    Files.createDirectories(parent.resolve("a." + foreign));
    Attempt.removeLeftovers(hadoop(), "a.");
    assertThat(names("")).hasSize(5).doesNotContain("a." + foreign);
    Attempt.removeLeftovers(new org.apache.hadoop.fs.Path(parent.resolve("nowhere").toUri()), "");
  }

  @Test
  void aRunOfThisJvmIsAliveToo() throws IOException {
    try (Attempt one = Attempt.begin(hadoop(), "");
        Attempt two = Attempt.begin(hadoop(), "")) {
      Files.createDirectories(local(one));
      Files.createDirectories(local(two));
      Attempt.removeLeftovers(hadoop(), "");
      assertThat(names("")).hasSize(4);
    }
    assertThat(names("")).isEmpty();
  }

  private Process start(String prefix) throws IOException, InterruptedException {
    Path log = parent.resolveSibling(parent.getFileName() + ".log");
    long before = ready();
    Process process =
        new JobProcess()
            .with("-Xmx128m", "-Dalphagrid.life-mark.seconds=1")
            .start(log, Holder.class, parent.toUri().toString(), prefix);
    while (ready() == before) {
      assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
      Thread.sleep(10);
    }
    return process;
  }

  /** When the newest mark of another process was renewed. */
  private long modified(Process owner) throws IOException {
    assertThat(owner.isAlive()).isTrue();
    long newest = 0;
    for (String name : names("a.")) {
      if (name.endsWith(".alive")) {
        newest = Math.max(newest, Files.getLastModifiedTime(parent.resolve(name)).toMillis());
      }
    }
    return newest;
  }

  private long ready() throws IOException {
    try (Stream<Path> files = Files.walk(parent)) {
      return files.filter(file -> file.endsWith(READY)).count();
    }
  }

  private List<String> names(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.map(f -> f.getFileName().toString()).filter(n -> n.startsWith(prefix)).toList();
    }
  }

  private static Path local(Attempt attempt) throws IOException {
    return Storage.localFile(attempt.folder());
  }

  private org.apache.hadoop.fs.Path hadoop() {
    return new org.apache.hadoop.fs.Path(parent.toUri());
  }
}
