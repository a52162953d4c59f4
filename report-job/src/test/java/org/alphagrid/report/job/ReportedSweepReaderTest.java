package org.alphagrid.report.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.alphagrid.core.UserException;
import org.alphagrid.report.curve.SweepPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportedSweepReaderTest {
  private static final String SWEEP =
      """
      name: quickstart
      parents:
        direct: {path: models/direct, digest: "sha256:d1"}
        think: {path: models/think, digest: "sha256:71"}
      merge: [{method: linear}]
      points:
        - {id: parent/direct, method: parent, alpha: "0", model: parent/direct, parameters: {}}
        - {id: linear/alpha=0.00, method: linear, alpha: "0.00", model: parent/direct, parameters: {alpha: "0.00"}}
        - {id: ties/density=0.20, method: ties, alpha: null, parameters: {density: "0.20"}}
      eval: {benchmarks: [chain-sum, choice-sum], protocol: quickstart, samples: 4, seed: 17}
      report: {baseline: direct, margin: 0.02}
      """;

  @TempDir private Path run;

  @Test
  void pointsKeepOrderAlphaAndSharedModel() {
    ReportedSweep sweep = read(SWEEP);

    assertThat(sweep.points())
        .extracting(SweepPoint::id)
        .containsExactly("parent/direct", "linear/alpha=0.00", "ties/density=0.20");
    assertThat(sweep.points().get(1).alphaText()).isEqualTo("0.00");
    assertThat(sweep.points().get(1).model()).isEqualTo("parent/direct");
    assertThat(sweep.points().get(2).alpha()).isEqualTo(Optional.empty());
    assertThat(sweep.points().get(2).model()).isEqualTo("ties/density=0.20");
  }

  @Test
  void provenanceComesFromParentsAndEval() {
    ReportedSweep sweep = read(SWEEP);

    assertThat(sweep.benchmarks()).containsExactly("chain-sum", "choice-sum");
    assertThat(sweep.provenance().parents().get(1).digest()).isEqualTo("sha256:71");
    assertThat(sweep.provenance().samples()).isEqualTo(4);
    assertThat(sweep.provenance().seed()).isEqualTo("17");
  }

  @Test
  void missingFileIsNamed() {
    assertThatThrownBy(() -> ReportedSweepReader.read(file()))
        .isInstanceOf(UserException.class)
        .hasMessageMatching("Cannot read .*sweep\\.yaml: .* \\(a run directory holds .*\\)");
  }

  @Test
  void missingKeyIsNamedWithItsPlace() {
    assertRefused(
        SWEEP.replace("method: ties, ", ""),
        "Missing required key 'method' (at 'points[2]' in %s)");
  }

  @Test
  void alphaThatIsNoNumberIsRefused() {
    assertRefused(
        SWEEP.replace("alpha: \"0.00\", model", "alpha: half, model"),
        "Invalid points[1].alpha: \"half\" (must be a decimal number; in %s)");
  }

  @Test
  void samplesMustBeAWholeNumber() {
    assertRefused(
        SWEEP.replace("samples: 4", "samples: 0"),
        "Invalid eval.samples: 0 (must be a whole number from 1 to 2147483647; in %s)");
  }

  @Test
  void noPointsIsRefused() {
    assertRefused(
        SWEEP.replaceAll("(?s)points:.*eval:", "points: []\neval:"),
        "Invalid points: [] (must be a list with at least one item; in %s)");
  }

  @Test
  void duplicatePointIsRefused() {
    assertRefused(
        SWEEP.replace("ties/density=0.20", "parent/direct"),
        "Duplicate point 'parent/direct' in %s");
  }

  @Test
  void benchmarkNamedLikeTheMeanIsRefused() {
    assertRefused(
        SWEEP.replace("chain-sum,", "all,"),
        "Invalid eval.benchmarks[0]: \"all\""
            + " (must be another name, 'all' is the mean of all; in %s)");
  }

  @Test
  void brokenYamlIsRefused() {
    assertThatThrownBy(() -> read("points: [unclosed"))
        .isInstanceOf(UserException.class)
        .hasMessageMatching("(?s)Cannot read .*sweep\\.yaml at line 1: .*");
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(UserException.class)
        .hasMessageMatching("Cannot read .*sweep\\.yaml: it must hold keys and values");
  }

  private void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(UserException.class)
        .hasMessage(message.formatted(file()));
  }

  private ReportedSweep read(String yaml) {
    try {
      Files.writeString(run.resolve("sweep.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ReportedSweepReader.read(file());
  }

  private org.apache.hadoop.fs.Path file() {
    return new org.apache.hadoop.fs.Path(run.resolve("sweep.yaml").toUri());
  }
}
