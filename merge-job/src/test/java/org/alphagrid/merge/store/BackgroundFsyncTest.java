package org.alphagrid.merge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundFsyncTest {
  @TempDir Path directory;

  @Test
  void largeAndSmallFilesAreSynced() throws IOException {
    Path large = directory.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(65L << 20); // No bytes, as before a merge.
    }
    Path small = Files.writeString(directory.resolve("small"), "small");
    try (BackgroundFsync sync = BackgroundFsync.begin(List.of(hadoop(large), hadoop(small)))) {
      Files.write(large, new byte[1 << 20]);
      sync.complete(List.of(hadoop(small), hadoop(large)));
      sync.complete(List.of(hadoop(large)));
    }
    assertThat(large).hasSize(1 << 20);
  }

  @Test
  void missingFileIsNamed() throws IOException {
    Path small = Files.writeString(directory.resolve("small"), "small");
    try (BackgroundFsync sync = BackgroundFsync.begin(List.of(hadoop(small)))) {
      Files.delete(small);
      assertThatThrownBy(() -> sync.complete(List.of(hadoop(small))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Cannot bring ")
          .hasMessageContaining("small to the disk");
    }
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
