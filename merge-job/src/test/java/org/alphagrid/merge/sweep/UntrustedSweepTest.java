package org.alphagrid.merge.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.run.SweepRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sweep file from a stranger names no place outside its run and makes no objects. */
class UntrustedSweepTest {
  private static final String SWEEP =
      """
      name: %s
      parents: {direct: direct, think: think}
      merge:
        - %s
      eval: {benchmarks: [b], protocol: p}
      """;
  private static final String LINEAR = "{method: linear, alpha: [0.5]}";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void writeParents() throws IOException {
    new TinyCheckpoint().seed(1).write(directory.resolve("direct"));
    new TinyCheckpoint().seed(2).write(directory.resolve("think"));
    file = directory.resolve("sweep.yaml");
  }

  private Sweep read(String text) throws IOException {
    Files.writeString(file, text);
    return SweepReader.read(new org.apache.hadoop.fs.Path(file.toUri()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../up", "/absolute", "a/b", "..", "'a\\b'", "'file:/x'", "'hdfs://h/x'", "''"})
  void sweepNameWithAPathIsRefused(String name) {
    assertThatThrownBy(() -> read(SWEEP.formatted(name, LINEAR)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Invalid name")
        .hasMessageContaining("letters, digits, dots, dashes and underscores");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../up", "/x", "a/../../b", "..", "'file:/x'"})
  void mergekitPointNameWithAPathIsRefused(String name) throws IOException {
    Files.writeString(
        directory.resolve("merge.yml"),
        "merge_method: linear\nmodels:\n  - {model: direct, parameters: {weight: 1}}\n"
            + "  - {model: think, parameters: {weight: 1}}\ndtype: float32\n");
    assertThatThrownBy(
            () -> read(SWEEP.formatted("s", "{mergekit: merge.yml, name: %s}".formatted(name))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("a name of letters, digits, dots, dashes and underscores");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL"
            + " ['http://127.0.0.1:1/']]]]",
        "!!java.io.FileOutputStream [target/made-by-yaml]",
        "!!com.sun.rowset.JdbcRowSetImpl {dataSourceName: 'rmi://127.0.0.1/x', autoCommit: true}",
      })
  void yamlTagsCreateNoObjects(String name) {
    assertThatThrownBy(() -> read(SWEEP.formatted(name, LINEAR)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Invalid name");
    assertThat(Path.of("target/made-by-yaml")).doesNotExist();
  }

  @Test
  void everythingARunWritesIsBelowItsDirectory() throws IOException {
    Path run = Files.createDirectories(directory.resolve("runs")).resolve("mine");
    List<String> before = outside(run);
    Sweep sweep = read(SWEEP.formatted("mine", LINEAR));
    SweepRun bound = SweepRun.open(sweep, new org.apache.hadoop.fs.Path(run.toUri()));
    for (var point : sweep.mergedPoints()) {
      Path folder = Path.of(bound.pointDirectory(point).toUri().getPath()).normalize();
      assertThat(folder).startsWithRaw(run.resolve("points"));
    }
    assertThat(outside(run)).isEqualTo(before);
  }

  private List<String> outside(Path run) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(path -> !path.startsWith(run) && !path.equals(file))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }
}
