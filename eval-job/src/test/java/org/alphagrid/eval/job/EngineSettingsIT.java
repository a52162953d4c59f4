package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.alphagrid.eval.sample.SampleRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of {@code eval.engine} and {@code eval.batch} through the whole job. */
class EngineSettingsIT {
  @TempDir private Path directory;

  @Test
  void neitherBatchersNorTheBatchChangeACompletion() throws IOException {
    TinySweep sweep = new TinySweep(directory);
    sweep.edit(sweep.file(), "batch: 8", "batch: 8\n  engine: {prepack: always}");
    Map<String, String> expected = completions(sweep, "plain");
    sweep.edit(sweep.file(), "{prepack: always}", "{prepack: always, batchers: one, cacheMiB: 1}");
    assertThat(completions(sweep, "one")).isEqualTo(expected);
    sweep.edit(sweep.file(), "batch: 8", "batch: auto");
    assertThat(completions(sweep, "auto")).isEqualTo(expected);
  }

  @Test
  void rowsSayWhatTheyWereComputedWith() throws IOException {
    TinySweep sweep = new TinySweep(directory);
    sweep.edit(sweep.file(), "batch: 8", "batch: 8\n  engine: {prepack: never, batchers: one}");
    System.setProperty("spark.master", "local[2]");
    try {
      completions(sweep, "never");
    } finally {
      System.clearProperty("spark.master");
    }
    for (SampleRow row : TinySweep.rows(directory.resolve("never"))) {
      assertThat(row.getEngine())
          .matches("onnxruntime [0-9.]+ f32 without prepacking not batch-invariant, batch 16");
    }
  }

  private Map<String, String> completions(TinySweep sweep, String name) throws IOException {
    assertThat(sweep.eval(directory.resolve(name))).isZero();
    List<SampleRow> rows = TinySweep.rows(directory.resolve(name));
    assertThat(rows).hasSize(TinySweep.MODELS * TinySweep.PROBLEMS * 2);
    return rows.stream()
        .collect(
            Collectors.toMap(
                row -> row.getPoint() + " " + row.getProblem() + " " + row.getSample(),
                row -> row.getModelDigest() + " " + row.getCompletion()));
  }
}
