package org.alphagrid.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @TempDir java.nio.file.Path directory;

  @Test
  void manyFilesAreSynced() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      files.add(new Path(Files.writeString(directory.resolve("file" + i), "x").toUri()));
    }
    assertThatCode(() -> Storage.sync(files)).doesNotThrowAnyException();
    assertThatCode(() -> Storage.sync(List.of())).doesNotThrowAnyException();
  }

  @Test
  void fileThatCannotBeSyncedIsNamed() throws IOException {
    Path there = new Path(Files.writeString(directory.resolve("there"), "x").toUri());
    Path missing = new Path(directory.resolve("missing").toUri());
    assertThatThrownBy(() -> Storage.sync(List.of(there, missing)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot bring")
        .hasMessageContaining("missing to the disk");
    assertThat(directory.resolve("missing")).doesNotExist();
  }
}
