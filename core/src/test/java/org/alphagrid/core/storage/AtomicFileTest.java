package org.alphagrid.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final int ATTEMPTS = 8;

  @TempDir Path directory;

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  @RepeatedTest(20)
  void onlyOneOfConcurrentWritersPublishes() throws Exception {
    Path name = directory.resolve("samples/shard.parquet");
    ExecutorService threads = Executors.newFixedThreadPool(ATTEMPTS);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> attempts = new ArrayList<>();
    for (int a = 0; a < ATTEMPTS; a++) {
      Path unfinished = directory.resolve("samples/_inflight");
      attempts.add(
          threads.submit(
              () -> {
                Files.createDirectories(unfinished);
                try (AtomicFile draft = AtomicFile.of(hadoop(name), hadoop(unfinished))) {
                  Files.writeString(Storage.localFile(draft.path()), "the same rows".repeat(1000));
                  start.await();
                  return draft.publish();
                }
              }));
    }
    start.countDown();
    int published = 0;
    for (Future<Boolean> attempt : attempts) {
      published += attempt.get() ? 1 : 0;
    }
    threads.shutdown();
    assertThat(published).isEqualTo(1);
    assertThat(name).hasContent("the same rows".repeat(1000));
    try (var left = Files.list(directory.resolve("samples/_inflight"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void unpublishedFileIsRemoved() throws Exception {
    Path name = directory.resolve("name");
    Path unfinished;
    try (AtomicFile draft = AtomicFile.of(hadoop(name), hadoop(directory))) {
      unfinished = Files.writeString(Storage.localFile(draft.path()), "half");
    }
    assertThat(name).doesNotExist();
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void unwritableTargetIsRefused() throws Exception {
    Path taken = Files.writeString(directory.resolve("taken"), "a file, not a folder");
    try (AtomicFile draft = AtomicFile.of(hadoop(taken.resolve("name")), hadoop(directory))) {
      Files.writeString(Storage.localFile(draft.path()), "rows");
      assertThatThrownBy(draft::publish).hasMessageContaining(taken.toString());
    }
    assertThat(taken).hasContent("a file, not a folder");
  }
}
