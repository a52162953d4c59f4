package org.alphagrid.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alphagrid.core.UserException;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionFolderTest {
  @TempDir Path directory;
  private DefinitionFolder folder;

  @BeforeEach
  void definitions() throws IOException {
    Files.writeString(directory.resolve("greedy.yaml"), "name: greedy\n");
    Files.writeString(directory.resolve("copied.yaml"), "name: greedy\n");
    Files.writeString(directory.resolve("notes.txt"), "");
    folder = folder(directory);
  }

  @Test
  void findsDefinitionsByFileName() {
    assertThat(folder.names()).containsExactly("copied", "greedy");
    assertThat(folder.read("greedy").required("name").text()).isEqualTo("greedy");
  }

  @Test
  void unknownNameAnswersWithTheKnownOnes() {
    assertThatThrownBy(() -> folder.read("greddy"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(
            "Unknown protocol 'greddy'; did you mean 'greedy'? known: [copied, greedy] (in ");
  }

  @Test
  void aNameOtherThanTheFilesIsRefused() {
    assertThatThrownBy(() -> folder.read("copied"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Invalid name: \"greedy\" (must be the file's name without .yaml");
  }

  @Test
  void aMissingFolderIsNamed() {
    assertThatThrownBy(() -> folder(directory.resolve("nowhere")).names())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Cannot list protocols in ")
        .hasMessageEndingWith("nowhere: no such folder");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(directory.resolve("broken.yaml"), new byte[] {'n', (byte) 0xff});

    assertThatThrownBy(() -> folder.read("broken"))
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith("broken.yaml: not UTF-8 text");
  }

  private static DefinitionFolder folder(Path directory) {
    return new DefinitionFolder(
        "protocol", new org.apache.hadoop.fs.Path(directory.toUri()), new Configuration());
  }
}
