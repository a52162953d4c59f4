package org.alphagrid.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbered folders on a local disk and on an object store, where a rename is no single step. */
class ObjectStorePublishingTest {
  private static final String LAST = "last";
  private static final int RUNS = 6;

  @TempDir Path place;
  private final Configuration before = Storage.configuration();

  @BeforeEach
  void findTheStore() {
    Storage.configure(ObjectStoreStub.configuration());
  }

  @AfterEach
  void forget() {
    ObjectStoreStub.COPIES.set(Integer.MAX_VALUE);
    Storage.configure(before);
  }

  @Test
  void runsAtOnceGetANumberEachOnALocalDisk() throws Exception {
    requireANumberForEach(new org.apache.hadoop.fs.Path(place.toUri()));
  }

  @Test
  void runsAtOnceGetANumberEachOnAnObjectStore() throws Exception {
    requireANumberForEach(ObjectStoreStub.path(place));
  }

  private void requireANumberForEach(org.apache.hadoop.fs.Path hadoop) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(RUNS);
    CyclicBarrier start = new CyclicBarrier(RUNS);
    List<Future<String>> runs = new ArrayList<>();
    for (int r = 0; r < RUNS; r++) {
      String content = "run " + r;
      runs.add(
          threads.submit(
              () -> {
                try (StagingFolder staging = StagingFolder.begin(hadoop)) {
                  org.apache.hadoop.fs.Path folder = folder(staging, content);
                  start.await();
                  return staging.publishNumbered(folder, LAST).getName();
                }
              }));
    }
    Map<String, String> contents = new TreeMap<>();
    for (int r = 0; r < RUNS; r++) {
      contents.put(runs.get(r).get(), "run " + r);
    }
    threads.shutdown();
    assertThat(contents.keySet())
        .containsExactly("0001", "0002", "0003", "0004", "0005", "0006")
        .containsExactlyElementsOf(names());
    for (Map.Entry<String, String> one : contents.entrySet()) {
      for (String file : List.of("parts/a", "parts/b", LAST)) {
        assertThat(place.resolve(one.getKey()).resolve(file)).hasContent(one.getValue());
      }
    }
  }

  @Test
  void publicationThatStopsAnywhereLooksUnfinishedAndTheNextRunReplacesIt() throws IOException {
    org.apache.hadoop.fs.Path store = ObjectStoreStub.path(place);
    for (int copies = 0; copies < 3; copies++) {
      ObjectStoreStub.COPIES.set(copies);
      assertThatThrownBy(() -> publish(store, "stopped"))
          .hasMessageContaining("Killed before obs:" + place);
      assertThat(place.resolve("0001").resolve(LAST)).doesNotExist();
    }
    assertThat(place.resolve("0001/parts/a")).hasContent("stopped");
    Files.writeString(place.resolve("0001/parts/stray"), "of a killed run");
    ObjectStoreStub.COPIES.set(Integer.MAX_VALUE);
    assertThat(publish(store, "whole")).isEqualTo("0001");
    assertThat(place.resolve("0001/parts/a")).hasContent("whole");
    assertThat(place.resolve("0001/parts/stray")).doesNotExist();
    assertThat(publish(store, "second")).isEqualTo("0002");
    assertThat(names()).containsExactly("0001", "0002");
  }

  @Test
  void flagOfADeadRunIsIgnored() throws IOException {
    Files.createDirectories(place.resolve("_inflight"));
    String dead = "00000000-0000-4000-8000-000000000000";
    Files.writeString(place.resolve("_inflight").resolve(dead + ".turn"), "");
    Path lock = Files.writeString(place.resolve("_inflight").resolve(dead + ".alive"), "");
    Files.setLastModifiedTime(lock, java.nio.file.attribute.FileTime.fromMillis(1000));
    try (StagingFolder staging = StagingFolder.begin(ObjectStoreStub.path(place))) {
      Files.writeString(place.resolve("_inflight").resolve(dead + ".turn"), "");
      assertThat(staging.publishNumbered(folder(staging, "x"), LAST).getName()).isEqualTo("0001");
    }
    assertThat(names()).containsExactly("0001");
  }

  @Test
  void replacedFileIsTheOldOneOrTheNewOne() throws IOException {
    org.apache.hadoop.fs.Path store = ObjectStoreStub.path(place);
    for (String content : List.of("old", "new")) {
      org.apache.hadoop.fs.Path draft = new org.apache.hadoop.fs.Path(store, "draft");
      Storage.write(draft, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      Publisher.replace(draft, new org.apache.hadoop.fs.Path(store, "below/name"));
      assertThat(place.resolve("below/name")).hasContent(content);
      assertThat(place.resolve("draft")).doesNotExist();
    }
  }

  private static String publish(org.apache.hadoop.fs.Path place, String content)
      throws IOException {
    try (StagingFolder staging = StagingFolder.begin(place)) {
      return staging.publishNumbered(folder(staging, content), LAST).getName();
    }
  }

  private static org.apache.hadoop.fs.Path folder(StagingFolder staging, String content)
      throws IOException {
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(staging.folder(), "whole");
    byte[] bytes = content.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (String file : List.of("parts/a", "parts/b", LAST)) {
      Storage.write(new org.apache.hadoop.fs.Path(folder, file), bytes);
    }
    return folder;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
