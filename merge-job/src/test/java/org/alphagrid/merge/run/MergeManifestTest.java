package org.alphagrid.merge.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alphagrid.core.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeManifestTest {
  @TempDir Path point;

  private String digestOf(String manifest) throws IOException {
    Files.writeString(point.resolve(MergeManifest.FILE), manifest);
    return MergeManifest.weightDigest(new org.apache.hadoop.fs.Path(point.toUri()));
  }

  @Test
  void manifestOfVersion010IsRead() throws IOException {
    String manifest = "{\"format\": 2, \"weights\": {\"digest\": \"0a1b\"}}";
    assertThat(digestOf(manifest)).isEqualTo("0a1b");
  }

  @Test
  void manifestOfAnotherFormatIsRefusedByVersion() {
    assertThatThrownBy(() -> digestOf("{\"format\": 3, \"weights\": {\"digest\": \"0a1b\"}}"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "its format is 3 (must be 2, which Alphagrid 0.1.0 and later write); name another folder");
    assertThatThrownBy(() -> digestOf("{\"weights\": {\"digest\": \"0a1b\"}}"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("its format is missing (must be 2");
  }
}
