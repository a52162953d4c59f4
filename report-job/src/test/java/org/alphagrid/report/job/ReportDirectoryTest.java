package org.alphagrid.report.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.alphagrid.report.model.ReportFile;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportDirectoryTest {

  @TempDir private Path run;

  @Test
  void fileReplacesAnOlderOneAndLeavesNothingElse() throws IOException {
    ReportDirectory directory = directory(run.resolve("report"));
    directory.publish(file("old"));
    directory.publish(file("new"));

    assertThat(names(run.resolve("report"))).containsExactly("curve.csv");
    assertThat(run.resolve("report/curve.csv")).hasContent("new");
  }

  @Test
  void failedPublishLeavesNoHiddenFile() throws IOException {
    ReportDirectory directory = directory(run);
    Files.createDirectories(run.resolve("curve.csv/occupied"));

    assertThatThrownBy(() -> directory.publish(file("new"))).isInstanceOf(IOException.class);
    assertThat(names(run)).containsExactly("curve.csv");
  }

  private static ReportDirectory directory(Path path) throws IOException {
    return new ReportDirectory(new org.apache.hadoop.fs.Path(path.toUri()), new Configuration());
  }

  private static ReportFile file(String content) {
    return new ReportFile("curve.csv", content.getBytes(UTF_8));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
