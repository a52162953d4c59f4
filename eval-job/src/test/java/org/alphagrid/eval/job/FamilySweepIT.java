package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alphagrid.eval.onnx.EdgeShapes;
import org.alphagrid.eval.sample.SampleRow;
import org.alphagrid.merge.architecture.Architecture;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole sweep over pico parents of every registered family. */
class FamilySweepIT {
  @TempDir Path directory;

  static Stream<String> families() {
    return Architecture.CATALOG.all().stream().map(Architecture::name);
  }

  @ParameterizedTest
  @MethodSource("families")
  void mergedInMemoryAndStoredGiveTheSameRows(String family) throws IOException {
    TinySweep sweep = new TinySweep(directory, seed -> TinyCheckpoint.pico(family).seed(seed));
    Path inMemory = directory.resolve("in-memory");
    assertThat(sweep.eval(inMemory)).isZero();
    List<SampleRow> rows = TinySweep.rows(inMemory);
    assertThat(rows).hasSize(TinySweep.MODELS * TinySweep.PROBLEMS * 2);
    assertThat(rows).allSatisfy(row -> assertThat(row.getError()).isNull());
    sweep.edit(sweep.file(), "models: in-memory", "models: stored");
    Path stored = directory.resolve("stored");
    assertThat(sweep.merge(stored)).isZero();
    assertThat(sweep.eval(stored)).isZero();
    assertThat(completions(TinySweep.rows(stored))).isEqualTo(completions(rows));
    // Other weights say other things, or the models would not have been told apart.
    assertThat(completions(rows).values().stream().distinct().count())
        .isGreaterThan(rows.size() / 2);
  }

  /**
   * One head in one layer, one id beyond the tokenizer's, one row at a time, nothing normalised.
   */
  @ParameterizedTest
  @MethodSource("families")
  void smallestShapesRun(String family) throws IOException {
    TinySweep sweep = new TinySweep(directory, seed -> smallest(family).seed(seed));
    sweep.edit(sweep.file(), "from: 0, to: 1, step: 0.5", "from: 0.5, to: 0.5, step: 0.5");
    sweep.edit(sweep.file(), "batch: 8", "batch: 1");
    sweep.edit(sweep.conf().resolve("protocols/tiny.yaml"), "maxTokens: 24", "maxTokens: 2");
    Path run = directory.resolve("run");
    assertThat(sweep.eval(run)).isZero();
    assertThat(TinySweep.rows(run))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.getError()).isNull());
  }

  private static TinyCheckpoint smallest(String family) {
    TinyCheckpoint one = EdgeShapes.oneHead(family).vocabulary(102);
    return family.equals("qwen3_moe") ? one.with("norm_topk_prob", false) : one;
  }

  private static Map<String, String> completions(List<SampleRow> rows) {
    Map<String, String> completions = new TreeMap<>();
    for (SampleRow row : rows) {
      completions.put(
          "%s %s %d".formatted(row.getPoint(), row.getProblem(), row.getSample()),
          row.getModelDigest() + " " + row.getCompletion());
    }
    return completions;
  }
}
