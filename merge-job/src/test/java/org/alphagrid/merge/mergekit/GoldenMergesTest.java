package org.alphagrid.merge.mergekit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.merge.job.MergeJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Merges that mergekit itself made, redone by the job's arguments, see {@link GoldenCase}. */
class GoldenMergesTest {
  @TempDir Path directory;

  static List<GoldenCase> cases() throws IOException {
    return GoldenCase.all();
  }

  @Test
  void everyCaseIsThere() throws IOException {
    assertThat(cases()).hasSize(13);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithMergekit(GoldenCase golden) throws IOException {
    golden.check(merge(golden.config(false)), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void roundedOnceItIsMergekitsBfloat16(GoldenCase golden) throws IOException {
    if (golden.hasBfloat16()) {
      golden.check(merge(golden.config(true)), true);
    }
  }

  private Path merge(Path config) {
    Path out = directory.resolve("merged");
    int status =
        JobCommand.run(
            new MergeJob(),
            "--mergekit",
            config.toString(),
            "--models",
            GoldenCase.FOLDER.toString(),
            "--out",
            out.toString(),
            "--compatibility",
            "mergekit");
    assertThat(status).isZero();
    return out.resolve("model.safetensors");
  }
}
